import type { KeptDraft } from '#shared/types/draft.ts'
import { ApiError } from '../api/api-error'
import { passes } from '../failure'
import { DRAFT_LIFETIME, formatItem, type DraftItem } from './draft-items'
import type { DraftPlace } from './draft-place'

/** Time from a change to its request, in milliseconds: one request for what is typed meanwhile. */
export const SEND_AFTER = 1_500

/** Time from a failure to the next try, in milliseconds. */
export const SEND_AGAIN_AFTER = 10_000

/** A draft on its way to the server. */
export interface Parcel {
  subject: string
  place: DraftPlace
  item: DraftItem
}

export interface DraftSenderOptions {
  /** Rejects with ApiError. Must reach the server also when the page ends. */
  send: (place: DraftPlace, draft: KeptDraft) => Promise<void>
  /** Called when the server has it, or when it is gone and the server never had it. */
  onSettled: (subject: string, item: DraftItem) => Promise<void>
  /** Milliseconds since 1970. */
  now: () => number
}

export interface DraftSender {
  /** Says that the server may have a draft of this subject. */
  expect: (subject: string) => void
  /** Sends the newest item of each subject a moment later. */
  put: (parcel: Parcel) => void
  /** Sends all that waits, at once. */
  flush: () => void
  /** Drops all that waits. */
  stop: () => void
}

/**
 * Brings drafts to the server. What fails for a time is tried again later, with the next change, when the network is
 * back and when the page ends; what is refused stays in the browser's storage, and a later page tries again.
 */
export function createDraftSender({ send, onSettled, now }: DraftSenderOptions): DraftSender {
  const waiting = new Map<string, Parcel>()
  const atServer = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let hasStopped = false

  function stopTimers(): void {
    clearTimeout(timer)
    clearTimeout(retry)
    timer = retry = undefined
  }

  async function deliver(parcel: Parcel): Promise<void> {
    const { subject, place, item } = parcel
    const ageMs = Math.min(Math.max(0, now() - (item.expiresAt - DRAFT_LIFETIME)), DRAFT_LIFETIME)
    atServer.add(subject)
    try {
      await send(place, { text: item.ciphertext && formatItem(item), ageMs })
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (hasStopped || !passes(error.failure)) return
      if (!waiting.has(subject)) waiting.set(subject, parcel)
      // The network may have come back before this failure: then nothing else tries again.
      retry ??= setTimeout(flush, SEND_AGAIN_AFTER)
      return
    }
    await onSettled(subject, item)
  }

  function flush(): void {
    stopTimers()
    if (!navigator.onLine) return
    const parcels = [...waiting.values()]
    waiting.clear()
    for (const parcel of parcels) void deliver(parcel)
  }

  return {
    expect: subject => void atServer.add(subject),
    put(parcel) {
      const { subject, item } = parcel
      waiting.delete(subject)
      if (!item.ciphertext && !atServer.has(subject)) return void onSettled(subject, item)
      waiting.set(subject, parcel)
      timer ??= setTimeout(flush, SEND_AFTER)
    },
    flush,
    stop() {
      hasStopped = true
      stopTimers()
      waiting.clear()
    },
  }
}
