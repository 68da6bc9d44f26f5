import { AppError } from '../errors/app-error.ts'
import type { Clock } from './clock.ts'

const RETRY_AFTER_SECONDS = 3

/** How much of one kind of work runs at once, and how much may wait for a place. */
export interface QueueSize {
  atOnce: number
  waiting: number
  /** Work that waits longer is given up, milliseconds. */
  patienceMs: number
  /** What is refused, for the error. */
  detail: string
}

interface Waiting {
  since: number
  start: () => void
  giveUp: (error: Error) => void
}

interface Queue {
  running: number
  waiting: Waiting[]
}

/**
 * Runs work when the queue of this name has a free place. The place goes to the work that waits longest.
 *
 * @throws {AppError} too_many_requests when too much work waits, or when it waited too long
 */
export type InQueue = <T>(name: string, size: QueueSize, work: () => Promise<T>) => Promise<T>

/** @returns the queues of this process; a queue exists while it has work */
export function createQueues({ monotonic }: Pick<Clock, 'monotonic'>): InQueue {
  const queues = new Map<string, Queue>()
  const full = ({ detail }: QueueSize) =>
    new AppError('too_many_requests', { detail, retryAfterSeconds: RETRY_AFTER_SECONDS })

  async function enter(queue: Queue, size: QueueSize): Promise<void> {
    if (queue.running >= size.atOnce) {
      if (queue.waiting.length >= size.waiting) throw full(size)
      await new Promise<void>((start, giveUp) => queue.waiting.push({ since: monotonic(), start, giveUp }))
    }
    else {
      queue.running += 1
    }
  }

  function leave(name: string, queue: Queue, size: QueueSize): void {
    for (let next = queue.waiting.shift(); next; next = queue.waiting.shift()) {
      if (monotonic() - next.since <= size.patienceMs) return next.start()
      next.giveUp(full(size))
    }
    queue.running -= 1
    if (queue.running === 0) queues.delete(name)
  }

  return async function inQueue(name, size, work) {
    const queue = queues.get(name) ?? { running: 0, waiting: [] }
    queues.set(name, queue)
    await enter(queue, size)
    try {
      return await work()
    }
    finally {
      leave(name, queue, size)
    }
  }
}
