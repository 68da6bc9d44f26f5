import type { Chat, ChatMessage, Customer } from '../scenario.ts'
import { manyFollowers, stranger, visitor, wecomCustomer, withUnionId, withoutUnionId } from './customers.ts'
import { decorationGroup } from './group.ts'
import { chenZhiyuan, linXiaotong, wangSiqi, zhaoGuoqiang } from './members.ts'
import { ordinaryCustomers } from './ordinary-customers.ts'

const START = Date.parse('2026-11-20T09:05:00+08:00')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

function talk(...lines: [from: string, text: string][]): ChatMessage[] {
  return lines.map(([from, text], index) => ({ from, text, msgtype: 'text', at: START + index * 3 * MINUTE }))
}

function single(id: string, customer: Customer, messages: ChatMessage[]): Chat {
  return {
    id,
    kind: 'single',
    title: customer.name,
    memberIds: [linXiaotong.userId],
    externalUserId: customer.externalUserId,
    messages,
  }
}

const me = linXiaotong.userId

/** Conversations, used in turn for the ordinary customers; `true` marks the lines of the signed-in member. */
const smallTalk: [mine: boolean, text: string][][] = [
  [[false, '窗帘什么时候能装？'], [true, '师傅周四上午联系您。']],
  [[true, '您订的餐桌已到仓，方便哪天送货？'], [false, '周末吧，上午都在家。']],
  [[false, '报价单收到了，我和家人商量下'], [true, '好的，有问题随时找我。']],
  [[false, '谢谢，沙发很满意👍']],
  [[true, '周年庆全场 8.8 折，给您留了名额。'], [false, '哪天截止？'], [true, '本周日。']],
]

/** In the order of the chat list: the newest message is on top. */
const talks: Chat[] = [
  single('with-unionid', withUnionId, talk(
    [withUnionId.externalUserId, '林顾问，周六上午十点到店可以吗？'],
    [me, '可以的张先生，我把样板间预留给您。'],
    [withUnionId.externalUserId, '好，原木色那套的报价也带上。'],
  )),
  single('without-unionid', withoutUnionId, talk(
    [withoutUnionId.externalUserId, '我通过了你的好友请求，现在可以开始聊天了'],
    [me, '您好李女士，我是春山家居的林晓彤。'],
  )),
  single('wecom-customer', wecomCustomer, talk(
    [wecomCustomer.externalUserId, '80 间客房的软装方案什么时候能出？'],
    [me, '孙总，周五前给您初稿。'],
  )),
  single('many-followers', manyFollowers, talk(
    [manyFollowers.externalUserId, '你们公司怎么这么多人加我呀😂'],
    [me, '抱歉周女士，以后统一由我为您服务。'],
  )),
  {
    id: 'group',
    kind: 'group',
    title: decorationGroup.name,
    memberIds: [linXiaotong.userId, chenZhiyuan.userId],
    groupChatId: decorationGroup.chatId,
    messages: talk([me, '今晚八点直播答疑，欢迎大家。'], ['路过的邻居', '收到！'], [withUnionId.externalUserId, '能讲讲厨房动线吗']),
  },
  {
    ...single('stranger', stranger, talk([stranger.externalUserId, '你好，思琪不在，找你问一下售后进度。'])),
    memberIds: [linXiaotong.userId, wangSiqi.userId],
  },
  {
    ...single('customer-service', visitor, talk(
      [visitor.externalUserId, '你好，请问沙发可以只换坐垫吗？'],
      [me, '您好，可以的，请发一下型号。'],
    )),
    kind: 'customerService',
  },
  {
    id: 'internal',
    kind: 'internal',
    title: '销售部晨会',
    memberIds: [linXiaotong.userId, chenZhiyuan.userId, zhaoGuoqiang.userId],
    messages: talk([chenZhiyuan.userId, '今天目标：回访上周到店客户。'], [me, '收到。']),
  },
  ...ordinaryCustomers.map((customer, index) => single(
    `ordinary-${String(index + 1).padStart(2, '0')}`,
    customer,
    talk(...(smallTalk[index % smallTalk.length] ?? []).map(([mine, text]): [string, string] =>
      [mine ? me : customer.externalUserId, text])),
  )),
]

/** Each conversation ended three hours before the one above it. */
export const chats: Chat[] = talks.map((chat, index) => {
  const end = START - index * 3 * HOUR
  const shift = end - (chat.messages.at(-1)?.at ?? end)
  return { ...chat, messages: chat.messages.map(message => ({ ...message, at: message.at + shift })) }
})
