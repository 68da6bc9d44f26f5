/// <reference lib="dom" />
import { reactive } from 'vue'
import type { ActiveFaults } from '../../control/presets.ts'
import type { LoggedRequest } from '../../world/request-log.ts'
import type { Notice } from '../../world/notices.ts'
import { api } from './api.ts'
import { session, titleOf } from './session.ts'
import { texts } from './texts.ts'

const SHOWN = 300
const TOAST_MS = 3_000

/** Data that arrives while the shell is open. */
export const live = reactive({
  /** Newest first. */
  requests: [] as LoggedRequest[],
  /** What came in while the log was paused, newest first; absent: it is not paused. */
  waiting: undefined as LoggedRequest[] | undefined,
  faults: { names: [], others: 0 } as ActiveFaults,
  toast: '',
})

let toastTimer = 0

/** Follows the simulator's events. @returns a function that stops it */
export function follow(): () => void {
  const events = new EventSource('/simulator/events')
  events.addEventListener('ready', () => void api.requests().then(({ requests }) => {
    live.requests = requests.slice(-SHOWN).reverse()
  }))
  void loadFaults()
  events.addEventListener('request', (event) => {
    const list = live.waiting ? 'waiting' : 'requests'
    live[list] = [JSON.parse(event.data) as LoggedRequest, ...live[list] ?? []].slice(0, SHOWN)
  })
  events.addEventListener('notice', event => show(JSON.parse(event.data) as Notice))
  return () => events.close()
}

/** Stops the log, or goes on with what came in meanwhile. */
export function pauseOrGoOn(): void {
  live.requests = [...live.waiting ?? [], ...live.requests].slice(0, SHOWN)
  live.waiting = live.waiting ? undefined : []
}

function show(notice: Notice): void {
  if (notice.kind === 'message') {
    session.world.chats.find(({ id }) => id === notice.chatId)?.messages.push(notice.message)
    return
  }
  if (notice.kind === 'faults') return void loadFaults()
  if (notice.kind === 'world') return void api.world().then(world => session.world = world)
  if (notice.clientId !== session.client.id) return
  if (notice.kind === 'clipboard') toast(texts.value.copied + notice.text)
  if (notice.kind === 'action') toast(texts.value.performed + notice.api)
  if (notice.kind === 'profile') toast(texts.value.profile + nameOf(notice.userId))
}

async function loadFaults(): Promise<void> {
  live.faults = await api.activeFaults()
}

/** Shows a text for a moment. */
export function toast(text: string): void {
  live.toast = text
  clearTimeout(toastTimer)
  toastTimer = window.setTimeout(() => live.toast = '', TOAST_MS)
}

/** @param id userid, external_userid or a name */
export function nameOf(id: string): string {
  const { members, chats } = session.world
  const chat = chats.find(({ externalUserId }) => externalUserId === id)
  return members.find(({ userId }) => userId === id)?.name ?? (chat ? titleOf(chat) : id)
}
