import { isOutage } from '../jobs/patience.ts'
import { callFor } from '../upstream/caller.ts'
import type { ClaimedEvent, CustomerEvent, EventOutcome, EventQueue } from './event-queue.ts'

/** Events of other processes that have died, and those to try again. New ones do not wait for it. */
const POLL_MS = 1_000
const OUTAGE_MS = 5_000
const FIRST_RETRY_MS = 1_000

export interface EventWorkerOptions {
  queue: EventQueue
  /** Must do no harm when it is done twice, or in another order. */
  apply: (event: CustomerEvent) => Promise<void>
  /** Milliseconds since 1970. */
  now: () => number
  onFailure: (error: unknown) => void
  /** Called after each look at the queue, when the outcomes of all events in hand are written. */
  onSuccess: () => void
  /** Admins learn of an event that cannot be worked on. */
  onAside: (event: CustomerEvent, error: unknown) => void
}

/** Works on events of WeCom; every process of a fleet does. */
export interface EventWorker {
  /** @throws {AppError} store_unavailable: WeCom sends the event again */
  receive(...events: CustomerEvent[]): Promise<void>
  start(): void
  /** Waits for the events in hand. What waits stays in the queue. */
  stop(): Promise<void>
}

export function createEventWorker(options: EventWorkerOptions): EventWorker {
  const { queue, apply, now, onFailure, onSuccess, onAside } = options
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> | undefined
  /** Whether there may be more than the work in progress has seen. */
  let isAsked = false
  let isStopped = false

  async function outcomeOf({ event, attempts }: ClaimedEvent): Promise<EventOutcome & { error?: unknown }> {
    try {
      await apply(event)
      return { kind: 'done' }
    }
    catch (error) {
      if (isOutage(error)) return { kind: 'outage', retryAt: now() + OUTAGE_MS }
      const problem = error instanceof Error ? error.name : typeof error
      return { kind: 'failed', problem, retryAt: now() + FIRST_RETRY_MS * 2 ** (attempts - 1), error }
    }
  }

  async function workOn(claimed: ClaimedEvent): Promise<void> {
    const { error, ...outcome } = await outcomeOf(claimed)
    if (await queue.settle(claimed, outcome)) onAside(claimed.event, error)
  }

  async function work(): Promise<void> {
    while (isAsked && !isStopped) {
      isAsked = false
      const claimed = await queue.claim()
      if (claimed.length > 0) isAsked = true
      const settled = await Promise.allSettled(claimed.map(workOn))
      const failed = settled.filter(result => result.status === 'rejected')
      for (const { reason } of failed) onFailure(reason)
      if (failed.length === 0) onSuccess()
    }
  }

  function ask(): void {
    isAsked = true
    working ??= callFor({ kind: 'system', isJob: true }, work).catch(onFailure).finally(() => {
      working = undefined
      if (isAsked && !isStopped) ask()
    })
  }

  return {
    async receive(...events) {
      await queue.add(...events)
      ask()
    },
    start() {
      timer ??= setInterval(ask, POLL_MS).unref()
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await working
    },
  }
}
