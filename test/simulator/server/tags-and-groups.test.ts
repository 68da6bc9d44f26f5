import { describe, expect, it } from 'vitest'
import { decorationGroup } from '../../../simulator/scenarios/default/group.ts'
import { tagIds } from '../../../simulator/scenarios/default/tags.ts'
import { ME, callApi, makeWorld, zhangWei } from '../support.ts'

interface TagGroup { group_id: string, group_name: string, tag: { id: string }[] }

describe('tag library (doc 92117)', () => {
  const list = (body: unknown) =>
    callApi(makeWorld(), '/cgi-bin/externalcontact/get_corp_tag_list', {}, body).body.tag_group as TagGroup[]

  it('has the corp groups, not the rule groups', () => {
    expect(list({}).map(group => group.group_name)).toEqual(['客户等级', '装修需求'])
  })
  it('can be asked for tags', () => {
    expect(list({ tag_id: [tagIds.kitchen] })).toMatchObject([{ group_name: '装修需求', tag: [{ id: tagIds.kitchen }] }])
  })
  it('lets group_id win over tag_id', () => {
    const [group] = list({ tag_id: [tagIds.kitchen], group_id: ['etLevelGroup00000000000000000001'] })
    expect(group?.tag).toHaveLength(3)
  })
})

describe('customer group (doc 92122)', () => {
  const get = (body: unknown, settings = {}) =>
    callApi(makeWorld(settings), '/cgi-bin/externalcontact/groupchat/get', {}, body).body
  const { chatId } = decorationGroup

  it('lists members; external ones with unionid under the usual conditions', () => {
    const chat = get({ chat_id: chatId }).group_chat as { member_list: { userid: string, unionid?: string }[] }
    expect(chat.member_list.find(({ userid }) => userid === zhangWei)?.unionid).toMatch(/^o/)
    expect(chat.member_list[0]).not.toHaveProperty('unionid')
    const unbound = get({ chat_id: chatId }, { developerAccount: 'unbound' }).group_chat as typeof chat
    expect(unbound.member_list.filter(member => 'unionid' in member)).toEqual([])
  })
  it('gives names only when asked', () => {
    const named = get({ chat_id: chatId, need_name: 1 }).group_chat as { member_list: { name?: string }[] }
    expect(named.member_list.map(({ name }) => name)).toEqual(['林晓彤', '陈志远', '张伟', '路过的邻居'])
    const plain = get({ chat_id: chatId }).group_chat as typeof named
    expect(plain.member_list[0]).not.toHaveProperty('name')
  })
  it.each([
    [{}, {}, 86003],
    [{ chat_id: 'wrUnknown' }, {}, 86001],
    [{ chat_id: chatId }, { visibleUserIds: ['chenzhiyuan'] }, 60011],
    [{ chat_id: chatId }, { visibleUserIds: [ME], customerContactApp: false }, 48002],
  ])('refuses %o with %o', (body, settings, errcode) => {
    expect(get(body, settings).errcode).toBe(errcode)
  })
})
