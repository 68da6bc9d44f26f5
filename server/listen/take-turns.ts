import type { IncomingMessage, RequestListener } from 'node:http'

/** Requests of one session that go first at the same time: those that a page needs to be painted come one by one. */
const FIRST_AT_ONCE = 4

/**
 * Members go first. Every other request waits for its turn: one begins in each round of the event loop, the longest
 * wait first. So a flood of strangers costs a member one of their requests in each round, not all that have arrived,
 * and still none of them waits for ever.
 *
 * @param listener handles one request
 * @param sessionOf tells the session of a member; undefined for every other request
 */
export function takeTurns(
  listener: RequestListener, sessionOf: (request: IncomingMessage) => string | undefined,
): RequestListener {
  // A Set keeps the order of insertion, and a request that is gone leaves it at once.
  const waiting = new Set<() => void>()
  const running = new Map<string, number>()
  let isScheduled = false

  function schedule(): void {
    if (isScheduled || waiting.size === 0) return
    isScheduled = true
    setImmediate(begin)
  }

  function begin(): void {
    isScheduled = false
    const [next] = waiting
    // Before: it must go on when this one throws.
    if (next) waiting.delete(next)
    schedule()
    next?.()
  }

  /** @returns whether the request of a session goes first */
  function goesFirst(session: string | undefined): session is string {
    return session !== undefined && (running.get(session) ?? 0) < FIRST_AT_ONCE
  }

  return (request, response) => {
    const session = sessionOf(request)
    if (goesFirst(session)) {
      running.set(session, (running.get(session) ?? 0) + 1)
      response.once('close', () => {
        const left = running.get(session)! - 1
        if (left) running.set(session, left)
        else running.delete(session)
      })
      return listener(request, response)
    }
    const start = () => {
      response.off('close', leave)
      listener(request, response)
    }
    const leave = () => waiting.delete(start)
    // The client is gone: nothing has to be done.
    response.once('close', leave)
    waiting.add(start)
    schedule()
  }
}
