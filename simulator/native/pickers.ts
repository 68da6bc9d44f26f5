import { NativeRefusal } from './refusal.ts'
import { notice } from './notice.ts'
import { isAtLeast } from './version.ts'
import type { Situation } from './situation.ts'

type Fields = Record<string, unknown>

const MOST_MEMBERS = 2_000
const MOST_OUTSIDERS = 500
const MOST_WECHAT_USERS = 40
/** How many customers the picker returns; no person chooses here. */
const PICKED = 3

/** Opens a conversation, or creates it. Lists are `a;b` or arrays (doc 90511). */
export function openEnterpriseChat(situation: Situation, { userIds, externalUserIds, chatId }: Fields): Fields {
  const { world, client } = situation
  const [members, outsiders] = [listOf(userIds), listOf(externalUserIds)]
  if (outsiders.length > 0 && !isAtLeast(client.version, '2.4.20')) {
    throw new NativeRefusal('function_not_exist', 'externalUserIds since 2.4.20')
  }
  if (chatId !== undefined && !isAtLeast(client.version, '3.0.36')) {
    throw new NativeRefusal('function_not_exist', 'chatId since 3.0.36')
  }
  if (members.length + outsiders.length === 0 && chatId === undefined) {
    throw new NativeRefusal('invalid_parameter', 'wants userIds, externalUserIds or chatId')
  }
  const wechat = outsiders.filter(id => id.startsWith('wm')).length
  if (members.length > MOST_MEMBERS || outsiders.length > MOST_OUTSIDERS || wechat > MOST_WECHAT_USERS) {
    const limits = `${MOST_MEMBERS} members, ${MOST_OUTSIDERS} outsiders, ${MOST_WECHAT_USERS} WeChat users`
    throw new NativeRefusal('invalid_parameter', `at most ${limits}`)
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
