import type { Chat } from '../scenarios/scenario.ts'
import type { Client, Entry, FrameState } from '../world/clients.ts'
import { findChat, isVisible, mayUseCustomerContact } from '../world/people.ts'
import type { World } from '../world/world.ts'

/** The client, page and conversation of a native call. */
export interface Situation {
  world: World
  client: Client
  frame: FrameState
  /** The frame's URL without fragment, at the time of the call. */
  url: string
  entry: Entry
  chat?: Chat
}

export function openChat(world: World, client: Pick<Client, 'chatId'>): Chat | undefined {
  return client.chatId === undefined ? undefined : findChat(world, client.chatId)
}

const entryOfKind: Record<Chat['kind'], Entry> = {
  single: 'single_chat_tools',
  group: 'group_chat_tools',
  internal: 'internal_group_chat_board',
  customerService: 'single_kf_tools',
  app: 'normal',
}

/** The entry that getContext returns: the client's override, or the usual one of the open conversation. */
export function entryOf(world: World, client: Pick<Client, 'chatId' | 'entry'>): Entry {
  const chat = openChat(world, client)
  return client.entry ?? (chat ? entryOfKind[chat.kind] : 'normal')
}

/** The reason why customer APIs are refused to this member; undefined when they are allowed. */
export function missingCustomerPermission({ world, client, entry }: Situation): string | undefined {
  if (!isVisible(world, client.userId)) return 'the member is outside the app\'s 可见范围'
  // 微信客服: any self-built app, any member (doc 100746).
  if (entry === 'single_kf_tools') return undefined
  if (!world.settings.customerContactApp) return 'the app is not in 客户联系 → 可调用接口的应用'
  if (!mayUseCustomerContact(world, client.userId)) return 'the member is not in 客户联系\'s 使用范围'
  return undefined
}
