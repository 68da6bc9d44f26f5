import type { ChatMessage } from '../scenarios/scenario.ts'

/** A message for the shell, which shows it at once. */
export type Notice
  = | { kind: 'message', chatId: string, message: ChatMessage }
    | { kind: 'profile', clientId: string, userId: string, profileType: number }
    | { kind: 'clipboard', clientId: string, text: string }
    /** The data has changed: the shell loads it again. */
    | { kind: 'world' }
    /** Faults were switched on or off. */
    | { kind: 'faults' }
    | { kind: 'action', clientId: string, api: string }

export interface Notices {
  send(notice: Notice): void
  /** @returns a function that removes the listener */
  onSend(listener: (notice: Notice) => void): () => void
}

export function createNotices(): Notices {
  const listeners = new Set<(notice: Notice) => void>()
  return {
    send: notice => listeners.forEach(listener => listener(notice)),
    onSend(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
