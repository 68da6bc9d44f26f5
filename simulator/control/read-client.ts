import * as v from 'valibot'
import { entries, platforms, type Client, type NewClient } from '../world/clients.ts'
import { findChat, findMember } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { badRequest, check } from './input.ts'

const change = v.partial(v.strictObject({
  userId: v.string(),
  version: v.pipe(v.string(), v.regex(/^\d+(\.\d+)+$/, 'must look like 5.0.11')),
  platform: v.picklist(platforms),
  dialect: v.picklist(['desktop', 'phone']),
  theme: v.picklist(['light', 'dark']),
  language: v.picklist(['zh', 'en']),
  chatId: v.nullable(v.string()),
  entry: v.nullable(v.picklist(entries)),
}))

/** The newest Windows client of the scenario's first member, at the workbench. */
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
  const { userId, chatId, entry, ...others } = check(change, body)
  const { platform, dialect } = others
  const next: NewClient = { ...(before ?? defaultClient(world)), ...others }
  if (platform && !dialect) next.dialect = platform === 'windows' || platform === 'mac' ? 'desktop' : 'phone'
  if (userId !== undefined) next.userId = memberIdOf(world, userId)

  // Opening another conversation opens it the usual way; another member has other conversations.
  if (chatId !== undefined) delete next.entry
  if (chatId === null || (userId !== undefined && before?.userId !== next.userId)) delete next.chatId
  if (typeof chatId === 'string') next.chatId = chatIdOf(world, chatId, next.userId)
  if (entry === null) delete next.entry
  else if (entry !== undefined) next.entry = entry
  return next
}

function memberIdOf(world: World, userId: string): string {
  const member = findMember(world, userId)
  if (!member) throw badRequest(`No member "${userId}"; see GET /simulator/world`)
  return member.userId
}

function chatIdOf(world: World, chatId: string, userId: string): string {
  const chat = findChat(world, chatId)
  if (!chat) throw badRequest(`No chat "${chatId}"; see GET /simulator/world`)
  if (!chat.memberIds.includes(userId)) throw badRequest(`"${userId}" is not in the chat "${chatId}"`)
  return chatId
}
