import { NativeRefusal } from './refusal.ts'
import { notice } from './notice.ts'
import { isAtLeast } from './version.ts'
import type { Situation } from './situation.ts'

type Fields = Record<string, unknown>

/** People in a group of members only, with people from outside, with WeChat users (doc 90511). */
const MOST = { internal: 2_000, external: 500, wechat: 40 }
/** How many customers the picker returns; no person chooses here. */
const PICKED = 3

/** Opens a conversation, or creates it. Lists are `a;b` or arrays; `useridlist` is the old name (doc 90511). */
export function openEnterpriseChat(situation: Situation, parameters: Fields): Fields {
  const { world, client, frame, url } = situation
  const { useridlist, userIds = useridlist, externalUserIds } = parameters
  const [members, outsiders] = [listOf(userIds), listOf(externalUserIds)]
  // @wecom/jssdk sends an empty text when the page names no group.
  const chatId = parameters.chatId === '' ? undefined : parameters.chatId
  if (outsiders.length > 0 && !isAtLeast(client.version, '2.4.20')) {
    throw new NativeRefusal('function_not_exist', 'externalUserIds since 2.4.20')
  }
  if (chatId !== undefined && !isAtLeast(client.version, '3.0.36')) {
    throw new NativeRefusal('function_not_exist', 'chatId since 3.0.36')
  }
  if (members.length + outsiders.length === 0 && chatId === undefined) {
    throw new NativeRefusal('invalid_parameter', 'wants userIds, externalUserIds or chatId')
  }
  if (chatId !== undefined && frame.agent?.url !== url) {
    throw new NativeRefusal('no_permission', 'chatId wants agentConfig in this document')
  }
  const kind = outsiders.some(id => id.startsWith('wm')) ? 'wechat' : outsiders.length > 0 ? 'external' : 'internal'
  if (members.length + outsiders.length > MOST[kind]) {
    throw new NativeRefusal('invalid_parameter', `at most ${MOST[kind]} people in this kind of group: ${kind}`)
  }
  const single = outsiders.length === 1 && members.length === 0 ? outsiders[0] : undefined
  const chat = world.scenario.chats.find(one => one.externalUserId === single && single !== undefined)
  notice(situation, 'openEnterpriseChat')
  return typeof chatId === 'string' ? { chatId } : chat ? { chatId: chat.id } : {}
}

/** Returns the customers that the member chooses: here always the first ones. */
export function selectExternalContact({ world, client }: Situation, { filterType }: Fields): Fields {
  if (filterType !== undefined && filterType !== 0 && filterType !== 1) {
    throw new NativeRefusal('invalid_parameter', 'filterType is 0 or 1')
  }
  return { userIds: world.customers.slice(client.userId, 0, PICKED).map(({ customer }) => customer.externalUserId) }
}

/** Shares a link. */
export function share(situation: Situation, api: string, { title, link, imgUrl }: Fields): Fields {
  if (typeof title !== 'string' || typeof link !== 'string') {
    throw new NativeRefusal('invalid_parameter', 'wants title and link')
  }
  if (imgUrl !== undefined && !/^https?:\/\//.test(String(imgUrl))) {
    throw new NativeRefusal('invalid_image_url', 'imgUrl must be http or https')
  }
  return notice(situation, api)
}

function listOf(value: unknown): string[] {
  if (value === undefined || value === '') return []
  if (Array.isArray(value)) return value.map(String)
  return String(value).split(';').filter(Boolean)
}
