import { Pool } from 'undici'
import type { Dispatcher } from 'undici'
import type { Outcomes } from './flood.ts'

/** Sends one request. @returns the answer */
export type Send = (path: string, options?: Omit<Dispatcher.RequestOptions, 'path' | 'method'> & {
  method?: Dispatcher.HttpMethod
}) => Promise<Dispatcher.ResponseData>

/**
 * Keeps a number of requests in flight until the signal.
 *
 * @param url address of the server
 * @param inFlight requests at the same time, each on its own connection
 * @param once sends one or more requests. @returns the answer to count
 */
export async function keepSending(
  url: string, inFlight: number, signal: AbortSignal, once: (send: Send, i: number) => Promise<Dispatcher.ResponseData>,
): Promise<Outcomes> {
  const pool = new Pool(url, { connections: inFlight, pipelining: 1 })
  const outcomes: Outcomes = {}
  let i = 0
  const send: Send = async (path, options = {}) => {
    const answer = await pool.request({ method: 'GET', ...options, path, signal })
    await answer.body.dump()
    return answer
  }
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (!signal.aborted) {
      const outcome = await once(send, i++).then(({ statusCode }) => String(statusCode), failureName)
      if (!signal.aborted) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
  }))
  await pool.destroy()
  return outcomes
}

function failureName(error: NodeJS.ErrnoException): string {
  return error.code ?? error.name
}
