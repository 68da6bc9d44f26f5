import { checkResult } from './register.ts'
import { notice } from './notice.ts'
import { NativeRefusal } from './refusal.ts'
import { openEnterpriseChat, selectExternalContact, share } from './pickers.ts'
import { readMessage } from './message.ts'
import type { Situation } from './situation.ts'

type Fields = Record<string, unknown>

/** What each native API does when the call is allowed. Each returns the fields of its answer. */
export const performers: Readonly<Record<string, (situation: Situation, parameters: Fields) => Fields>> = {
  getContext: ({ entry }) => ({ entry }),
  getCurExternalContact({ chat }) {
    if (chat?.externalUserId === undefined) throw new NativeRefusal('without_context', 'no external person is open')
    return { userId: chat.externalUserId }
  },
  getCurExternalChat({ chat }) {
    if (chat?.groupChatId === undefined) throw new NativeRefusal('without_context', 'no customer group is open')
    return { chatId: chat.groupChatId }
  },
  sendChatMessage(situation, parameters) {
    const { world, client, chat } = situation
    if (!chat) throw new NativeRefusal('without_context', 'no conversation is open')
    const message = { from: client.userId, at: world.now(), ...readMessage(situation, parameters) }
    chat.messages.push(message)
    world.notices.send({ kind: 'message', chatId: chat.id, message })
    return {}
  },
  openUserProfile({ world, client }, { type, userid }) {
    if ((type !== 1 && type !== 2) || typeof userid !== 'string') {
      throw new NativeRefusal('invalid_parameter', 'wants type 1 or 2 and userid')
    }
    world.notices.send({ kind: 'profile', clientId: client.id, userId: userid, profileType: type })
    return {}
  },
  setClipboardData({ world, client }, { data }) {
    if (typeof data !== 'string') throw new NativeRefusal('invalid_parameter', 'wants data')
    world.notices.send({ kind: 'clipboard', clientId: client.id, text: data })
    return {}
  },
  getCurCorpGroupContact({ world, chat }) {
    if (chat?.externalUserId === undefined) throw new NativeRefusal('without_context', 'no person is open')
    return { corpId: world.scenario.corp.corpId, userId: chat.externalUserId }
  },
  getCurCorpGroupChat({ chat }) {
    if (chat?.groupChatId === undefined) throw new NativeRefusal('without_context', 'no group is open')
    return { chatId: chat.groupChatId }
  },
  hideChatAttachmentMenu(situation, { menuList }) {
    if (!Array.isArray(menuList)) throw new NativeRefusal('invalid_parameter', 'wants menuList')
    return notice(situation, 'hideChatAttachmentMenu')
  },
  openEnterpriseChat: (situation, parameters) => openEnterpriseChat(situation, parameters),
  selectExternalContact: (situation, parameters) => selectExternalContact(situation, parameters),
  shareAppMessage: (situation, parameters) => share(situation, 'shareAppMessage', parameters),
  shareWechatMessage: (situation, parameters) => share(situation, 'shareWechatMessage', parameters),
  openDefaultBrowser(situation, { url }) {
    if (typeof url !== 'string' || !/^https?:/.test(url)) throw new NativeRefusal('invalid_parameter', 'wants url')
    return notice(situation, 'openDefaultBrowser')
  },
  previewFile(situation, { url, size }) {
    if (typeof url !== 'string' || typeof size !== 'number') {
      throw new NativeRefusal('invalid_parameter', 'wants url and size')
    }
    return notice(situation, 'previewFile')
  },
  checkJsApi(situation, { jsApiList }) {
    const result = checkResult(situation, Array.isArray(jsApiList) ? jsApiList.map(String) : [])
    return { checkResult: situation.client.platform === 'android' ? JSON.stringify(result) : result }
  },
  navigateToAddCustomer: situation => notice(situation, 'navigateToAddCustomer'),
  closeWindow: situation => notice(situation, 'closeWindow'),
  hideOptionMenu: situation => notice(situation, 'hideOptionMenu'),
}
