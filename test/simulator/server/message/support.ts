import type { Chat } from '../../../../simulator/scenarios/scenario.ts'
import type { World } from '../../../../simulator/world/world.ts'
import { ME, callApi } from '../../support.ts'

/** An address that is saved, so that cards with keys may be sent. */
export const receiver = { url: 'http://localhost:9/', token: 'a', aesKey: 'a'.repeat(43) }

export const text = { msgtype: 'text', agentid: 1000002, touser: ME, text: { content: '周五回访张伟' } }

/** A card with two buttons; the first has a key. */
export const card = {
  card_type: 'button_interaction',
  main_title: { title: '回访提醒', desc: '张伟' },
  task_id: 'reminder-1',
  button_list: [{ text: '完成', key: 'done' }, { text: '打开', type: 1, url: 'http://localhost:5181/customer' }],
}
export const cardMessage = { ...text, msgtype: 'template_card', template_card: card }

export const send = (world: World, body: unknown, query: Record<string, string> = {}) =>
  callApi(world, '/cgi-bin/message/send', query, body).body

/** The member's conversation with the app under test. */
export const chatOf = (world: World, userId: string = ME): Chat | undefined =>
  world.scenario.chats.find(({ kind, memberIds }) => kind === 'app' && memberIds.includes(userId))
