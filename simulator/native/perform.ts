import { checkResult } from './register.ts'
import { NativeRefusal } from './refusal.ts'
import { readMessage } from './message.ts'
import type { Situation } from './situation.ts'

type Fields = Record<string, unknown>

/** What each native API does once it is allowed; returns the answer's own fields. */
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
  checkJsApi: (situation, { jsApiList }) =>
    ({ checkResult: checkResult(situation, Array.isArray(jsApiList) ? jsApiList.map(String) : []) }),
  navigateToAddCustomer: situation => notice(situation, 'navigateToAddCustomer'),
  closeWindow: situation => notice(situation, 'closeWindow'),
  hideOptionMenu: situation => notice(situation, 'hideOptionMenu'),
}

function notice({ world, client }: Situation, api: string): Fields {
  world.notices.send({ kind: 'action', clientId: client.id, api })
  return {}
}
