import type { Client, Dialect, Entry, NewClient, Platform } from '../world/clients.ts'
import { findChat, findMember } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith, oneOf } from './input.ts'

const FIELDS = ['userId', 'version', 'platform', 'dialect', 'theme', 'language', 'chatId', 'entry'] as const
const PLATFORMS: Platform[] = ['windows', 'mac', 'ios', 'android']
const DIALECTS: Dialect[] = ['desktop', 'phone']
const ENTRIES: Entry[] = [
  'normal', 'contact_profile', 'single_chat_tools', 'group_chat_tools', 'chat_attachment', 'single_kf_tools',
  'chain_single_chat_tools', 'chain_group_chat_tools', 'internal_group_chat_board',
]

/** A client nobody described further: the newest Windows client of the scenario's first member, at the workbench. */
function defaultClient(world: World): NewClient {
  const [member] = world.scenario.members
  if (!member) throw badRequest('The scenario has no members')
  return {
    userId: member.userId,
    version: '5.0.11',
    platform: 'windows',
    dialect: 'desktop',
    theme: 'light',
    language: 'zh',
  }
}

/**
 * @param body of POST or PATCH; `chatId: null` is the workbench, `entry: null` ends the override
 * @param before the client to change; absent: a new one
 * @throws 400
 */
export function readClient(world: World, body: unknown, before?: Client): NewClient {
  const input = objectWith(body, FIELDS)
  const next: NewClient = { ...(before ?? defaultClient(world)) }

  if (input.userId !== undefined) next.userId = readUserId(world, input.userId)
  if (input.version !== undefined) next.version = readVersion(input.version)
  if (input.platform !== undefined) {
    next.platform = oneOf('platform', input.platform, PLATFORMS)
    next.dialect = next.platform === 'windows' || next.platform === 'mac' ? 'desktop' : 'phone'
  }
  if (input.dialect !== undefined) next.dialect = oneOf('dialect', input.dialect, DIALECTS)
  if (input.theme !== undefined) next.theme = oneOf('theme', input.theme, ['light', 'dark'])
  if (input.language !== undefined) next.language = oneOf('language', input.language, ['zh', 'en'])

  // Opening another conversation opens it the usual way; another member has other conversations.
  if (input.chatId !== undefined) delete next.entry
  if (input.chatId === null || (input.userId !== undefined && before?.userId !== next.userId)) delete next.chatId
  if (typeof input.chatId === 'string') next.chatId = readChatId(world, input.chatId, next.userId)
  else if (input.chatId !== undefined && input.chatId !== null) throw badRequest('"chatId" must be a string or null')
  if (input.entry === null) delete next.entry
  else if (input.entry !== undefined) next.entry = oneOf('entry', input.entry, ENTRIES)
  return next
}

function readUserId(world: World, value: unknown): string {
  const member = findMember(world, String(value))
  if (!member) throw badRequest(`No member "${String(value)}"; see GET /simulator/world`)
  return member.userId
}

function readVersion(value: unknown): string {
  if (typeof value !== 'string' || !/^\d+(\.\d+)+$/.test(value)) throw badRequest('"version" must look like 5.0.11')
  return value
}

function readChatId(world: World, chatId: string, userId: string): string {
  const chat = findChat(world, chatId)
  if (!chat) throw badRequest(`No chat "${chatId}"; see GET /simulator/world`)
  if (!chat.memberIds.includes(userId)) throw badRequest(`"${userId}" is not in the chat "${chatId}"`)
  return chatId
}
