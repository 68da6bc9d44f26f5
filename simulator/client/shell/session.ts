/// <reference lib="dom" />
import { computed, reactive } from 'vue'
import type { DescribedChat, DescribedClient, DescribedWorld } from '../../control/describe.ts'
import type { Entry } from '../../world/clients.ts'
import { api, type ClientChange } from './api.ts'
import { NEWEST, type Context, type Place } from './contexts.ts'
import { readUrl } from './url-state.ts'
import { readClientCookie, writeClientCookie, writeWechatClientCookie } from './cookie.ts'

/** Panels of the drawer. */
export type PanelName = 'contexts' | 'log' | 'faults' | 'settings'

/** Sides of the window for the drawer. */
export type Dock = 'bottom' | 'right'

interface Session {
  world: DescribedWorld
  client: DescribedClient
  place: Place
  /** Number of the current load of the app; 0 while the next load waits for a change of the client. */
  frame: number
  switching: 'reload' | 'inPlace'
  width: number
  /** Overrides the entry that follows from the place; empty: no override. */
  entry: Entry | ''
  /** A page of the app that a link in a message opened; absent: the app's first page. */
  page?: string | undefined
  /** Whose WeChat shows the page of the official account. */
  person?: { id: string, isSnapshot: boolean }
  /** The panel in the drawer; absent: the drawer is closed. */
  panel?: PanelName | undefined
  /** Where the drawer is, and its height or width there, in CSS pixels. */
  dock: Dock
  drawer: Record<Dock, number>
}

/** open() fills it before the first rendering. */
export const session = reactive({
  place: 'chats', frame: 1, switching: 'reload', width: 360, entry: '', dock: 'bottom',
  drawer: { bottom: 264, right: 420 },
} as Session)

/** The conversations of the signed-in member; the newest message is on top. */
export const myChats = computed(() =>
  session.world.chats
    .filter(chat => chat.memberIds.includes(session.client.userId))
    .sort((one, other) => (other.messages.at(-1)?.at ?? 0) - (one.messages.at(-1)?.at ?? 0)))

/** The name of a chat as the member sees it: the own remark for the customer, else the customer's name. */
export function titleOf({ remarks, title }: DescribedChat): string {
  return remarks?.[session.client.userId] ?? title
}

/** The open conversation. */
export const openChat = computed(() =>
  session.place === 'chats' ? session.world.chats.find(({ id }) => id === session.client.chatId) : undefined)

/**
 * Loads the company, and the client that the browser's cookie names; without a client it makes one. Then the client
 * becomes what the address says.
 */
export async function open(): Promise<void> {
  session.world = await api.world()
  const id = readClientCookie()
  const known = id ? await api.client(id).catch(() => undefined) : undefined
  session.client = known ?? await api.createClient({
    chatId: session.world.chats[0]?.id ?? null,
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  })
  await followUrl()
  session.place = session.client.chatId === undefined ? 'workbench' : 'chats'
  writeClientCookie(session.client.id)
}

/** A link to a chat, member or fault that does not exist any more opens the shell as it is. */
async function followUrl(): Promise<void> {
  const state = readUrl(location.search)
  if (!state) return
  if (state.width !== undefined) session.width = state.width
  session.entry = state.client.entry ?? ''
  const { id, userId, chatId } = session.client
  if (state.client.userId !== undefined && state.client.userId !== userId) await signOut()
  session.client = await api.changeClient(id, { ...(chatId === undefined ? {} : { chatId }), ...state.client })
    .catch(() => session.client)
  for (const name of state.faults) await api.setFaultPreset(name, true).catch(() => undefined)
}

let pending: ClientChange = {}
let sending: Promise<void> | undefined
let loads = 1

/**
 * Changes the client, then shows the app: by a new page load, or in place, where the page stays and only learns that
 * it is visible again. Changes that are made while one is being sent are sent together after it; the last value wins.
 */
export function change(values: ClientChange, showBy: 'reload' | 'inPlace' = 'reload'): Promise<void> {
  pending = { ...pending, ...values }
  session.client = withChange(session.client, values)
  // Removed at once: the page of the previous conversation must not be visible beside the next one.
  if (showBy === 'reload') session.frame = 0
  sending ??= send().finally(() => sending = undefined)
  return sending
}

async function send(): Promise<void> {
  while (Object.keys(pending).length > 0) {
    const values = pending
    pending = {}
    // Values that were chosen meanwhile stay on the screen until they are sent.
    session.client = withChange(await api.changeClient(session.client.id, values), pending)
  }
  if (session.frame === 0) reload()
  else tellFrame('resume')
}

function withChange(client: DescribedClient, { chatId, entry, ...values }: ClientChange): DescribedClient {
  const chat = chatId === undefined ? {} : { chatId: chatId ?? undefined }
  return { ...client, ...values, ...chat, ...(entry ? { entry } : {}) }
}

/** Opens a link in a message: a page of the app beside the chat, any other page in a new tab. */
export function openLink(url: string): void {
  const ours = [new URL(session.world.proxyUrl).origin, location.origin]
  if (!ours.includes(new URL(url).origin)) return void window.open(url, '_blank', 'noopener')
  session.page = url
  reload()
}

/** Loads the app again. */
export function reload(): void {
  session.frame = ++loads
}

function tellFrame(message: 'resume' | 'back'): void {
  const frame = document.querySelector('iframe')
  frame?.contentWindow?.postMessage(`wecom-simulator:${message}`, session.world.proxyUrl)
}

/** The back key of a phone. */
export function pressBack(): void {
  tellFrame('back')
}

/** Closes the web view when the app in it was left. */
export function closeWhenLeft({ source, data }: MessageEvent): void {
  const frame = document.querySelector('iframe')
  if (source === frame?.contentWindow && data === 'wecom-simulator:left') session.frame = 0
}

/** Opens a conversation. */
export function choose(chatId: string): Promise<void> {
  const living = session.place === 'chats' && session.client.chatId !== undefined && session.page === undefined
  session.page = undefined
  session.place = 'chats'
  session.entry = ''
  writeClientCookie(session.client.id)
  return change({ chatId }, living ? session.switching : 'reload')
}

/** Signs another member in. */
export async function changeMember(userId: string): Promise<void> {
  session.frame = 0
  session.page = undefined
  await signOut()
  const chatId = session.world.chats.find(chat => chat.memberIds.includes(userId))?.id ?? null
  await change({ userId, chatId: session.place === 'chats' ? chatId : null })
}

/** Whether it is WeCom's client that shows the place. */
export function isInWecom(place: Place): boolean {
  return place === 'chats' || place === 'workbench'
}

/** The people of the conversations who use WeChat. */
export const persons = computed(() => {
  const inWechat = session.world.chats.filter(({ customer }) => customer === 'wechat')
  return [...new Map(inWechat.map(({ externalUserId = '', title }) => [externalUserId, title]))]
    .map(([id, name]) => ({ id, name }))
})

let openings = 0

/** Opens the page of the official account as a person in WeChat. @param isSnapshot in the snapshot mode (快照页) */
export async function openWechat(externalUserId: string, isSnapshot: boolean): Promise<void> {
  session.frame = 0
  session.person = { id: externalUserId, isSnapshot }
  const turn = ++openings
  const { id } = await api.createWechatClient({ externalUserId, isSnapshot })
  // The choice may have changed meanwhile, and answers come in any order.
  if (turn !== openings) return
  writeWechatClientCookie(id)
  reload()
}

/** Goes to another place. */
export async function go(place: Place): Promise<void> {
  if (place === session.place) return
  session.frame = 0
  session.page = undefined
  // An ordinary browser does not have the cookies of WeCom's webview.
  if (place === 'outside' || session.place === 'outside') await signOut()
  writeClientCookie(isInWecom(place) ? session.client.id : undefined)
  session.place = place
  session.entry = ''
  if (place === 'officialAccount') await openWechat(persons.value[0]?.id ?? '', false)
  else if (!isInWecom(place)) reload()
  else await change({ chatId: place === 'chats' ? myChats.value[0]?.id ?? null : null })
}

/** Opens the app in a situation: with its place, conversation, entry and version. */
export async function visit({ place, chatId, entry, version = NEWEST }: Context): Promise<void> {
  if (place === 'outside') return go(place)
  session.frame = 0
  session.page = undefined
  if (session.place === 'outside') await signOut()
  writeClientCookie(session.client.id)
  session.place = place
  session.entry = entry ?? ''
  await change({ chatId: chatId ?? null, entry: entry ?? null, version })
}

async function signOut(): Promise<void> {
  await fetch(`${session.world.proxyUrl}/__wecom/sign-out`, { method: 'POST', mode: 'no-cors', credentials: 'include' })
}

/** Opens the page with another entry of the same conversation. @param entry empty: the usual one */
export function changeEntry(entry: Entry | ''): Promise<void> {
  session.entry = entry
  return change({ entry: entry === '' ? null : entry })
}
