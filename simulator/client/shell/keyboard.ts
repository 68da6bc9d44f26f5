/// <reference lib="dom" />
import type { Place } from './contexts.ts'
import { choose, go, myChats, openChat, reload, session, type PanelName } from './session.ts'

const places: Place[] = ['chats', 'workbench', 'outside']
const panels: Record<string, PanelName> = { KeyC: 'contexts', KeyL: 'log', KeyF: 'faults', KeyS: 'settings' }

/**
 * Installs the shell's shortcuts, which the panel and the README list.
 *
 * @returns a function that removes them
 */
export function listenToKeys(): () => void {
  addEventListener('keydown', handle)
  return () => removeEventListener('keydown', handle)
}

function handle(event: KeyboardEvent): void {
  if (perform(event)) event.preventDefault()
}

function perform({ altKey, code, key, target }: KeyboardEvent): boolean {
  const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  if (key === 'Escape' && session.panel) return done(session.panel = undefined)
  if (key === '/' && !typing) return done(document.querySelector<HTMLElement>('.chat-list input')?.focus())
  if (!altKey) return false
  const place = places[Number(/^Digit([1-3])$/.exec(code)?.[1] ?? 0) - 1]
  if (place) return done(void go(place))
  const panel = panels[code]
  if (panel) return done(session.panel = session.panel === panel ? undefined : panel)
  if (code === 'KeyR') return done(reload())
  if (code === 'ArrowDown' || code === 'ArrowUp') return done(step(code === 'ArrowDown' ? 1 : -1))
  return false
}

function step(by: 1 | -1): void {
  const position = myChats.value.findIndex(({ id }) => id === openChat.value?.id)
  const next = myChats.value[position + by]
  if (next) void choose(next.id)
}

const done = (_: unknown): true => true
