/// <reference lib="dom" />
import { computed, reactive } from 'vue'
import type { DescribedClient, DescribedWorld } from '../../control/describe.ts'
import type { Entry } from '../../world/clients.ts'
import { api, type ClientChange } from './api.ts'
import { NEWEST, type Context, type Place } from './contexts.ts'
import { readClientCookie, writeClientCookie } from './cookie.ts'

export type PanelName = 'contexts' | 'log' | 'faults' | 'settings'

interface Session {
  world: DescribedWorld
  client: DescribedClient
  place: Place
  /** Changes with each load of the app; 0 while the next one waits for the client's change. */
  frame: number
  switching: 'reload' | 'inPlace'
  width: number
  /** Overrides the entry that follows from the place; empty: no override. */
  entry: Entry | ''
  /** What the drawer shows; absent: it is closed. */
  panel?: PanelName | undefined
}

/** Filled by open() before anything is rendered. */
export const session = reactive({ place: 'chats', frame: 1, switching: 'reload', width: 360, entry: '' } as Session)

export const myChats = computed(() => session.world.chats.filter(chat => chat.memberIds.includes(session.client.userId)))

export const openChat = computed(() =>
  session.place === 'chats' ? session.world.chats.find(({ id }) => id === session.client.chatId) : undefined)

/** Loads the company and takes up the browser's client, or makes one. */
export async function open(): Promise<void> {
  session.world = await api.world()
  const id = readClientCookie()
  const known = id ? await api.client(id).catch(() => undefined) : undefined
  session.client = known ?? await api.createClient({
    chatId: session.world.chats[0]?.id ?? null,
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  })
  session.place = session.client.chatId === undefined ? 'workbench' : 'chats'
  writeClientCookie(session.client.id)
}

let pending: ClientChange = {}
let sending: Promise<void> | undefined
let loads = 1

/**
 * Changes the client, then shows the app to it: as a new page load, or in place where the page lives on and only learns
 * that it came to the front. Changes made while one is under way are sent together afterwards; the last one wins.
 */
export function change(values: ClientChange, showBy: 'reload' | 'inPlace' = 'reload'): Promise<void> {
  pending = { ...pending, ...values }
  session.client = withChange(session.client, values)
  // Gone at once: the page of the previous conversation must not stand beside the next.
  if (showBy === 'reload') session.frame = 0
  sending ??= send().finally(() => sending = undefined)
  return sending
}

async function send(): Promise<void> {
  while (Object.keys(pending).length > 0) {
    const values = pending
    pending = {}
    // What was chosen meanwhile stays on screen while it is sent in turn.
    session.client = withChange(await api.changeClient(session.client.id, values), pending)
  }
  if (session.frame === 0) reload()
  else resume()
}

function withChange(client: DescribedClient, { chatId, entry, ...values }: ClientChange): DescribedClient {
  return { ...client, ...values, ...(chatId === undefined ? {} : { chatId: chatId ?? undefined }), ...(entry ? { entry } : {}) }
}

export function reload(): void {
  session.frame = ++loads
}

function resume(): void {
  const frame = document.querySelector('iframe')
  frame?.contentWindow?.postMessage('wecom-simulator:resume', session.world.proxyUrl)
}

export function choose(chatId: string): Promise<void> {
  const living = session.place === 'chats' && session.client.chatId !== undefined
  session.place = 'chats'
  session.entry = ''
  writeClientCookie(session.client.id)
  return change({ chatId }, living ? session.switching : 'reload')
}

export async function changeMember(userId: string): Promise<void> {
  session.frame = 0
  await signOut()
  const chatId = session.world.chats.find(chat => chat.memberIds.includes(userId))?.id ?? null
  await change({ userId, chatId: session.place === 'chats' ? chatId : null })
}

export async function go(place: Place): Promise<void> {
  if (place === session.place) return
  session.frame = 0
  // An ordinary browser is another one than WeCom's webview: it does not know the webview's cookies.
  if (place === 'outside' || session.place === 'outside') await signOut()
  writeClientCookie(place === 'outside' ? undefined : session.client.id)
  session.place = place
  session.entry = ''
  if (place === 'outside') reload()
  else await change({ chatId: place === 'chats' ? myChats.value[0]?.id ?? null : null })
}

/** Goes to a place by its whole description: conversation, entry and version. */
export async function visit({ place, chatId = null, entry, version = NEWEST }: Omit<Context, 'chatId'> & { chatId?: string | null }): Promise<void> {
  if (place === 'outside') return go(place)
  session.frame = 0
  if (session.place === 'outside') await signOut()
  writeClientCookie(session.client.id)
  session.place = place
  session.entry = entry ?? ''
  await change({ chatId, entry: entry ?? null, version })
}

async function signOut(): Promise<void> {
  await fetch(`${session.world.proxyUrl}/__wecom/sign-out`, { method: 'POST', mode: 'no-cors', credentials: 'include' })
}

/** Opens the page as if from another entry of the same conversation. @param entry empty: the usual one */
export function changeEntry(entry: Entry | ''): Promise<void> {
  session.entry = entry
  return change({ entry: entry === '' ? null : entry })
}
