import type { IncomingMessage } from 'node:http'
import { hideCredentials } from '../world/hide-credentials.ts'
import type { World } from '../world/world.ts'

/** Only the app's API is logged, not its pages and files. */
const LOGGED = /^\/api\//
/** More of a body is not kept. */
const KEPT_BYTES = 8_192

/** One call of the app's API by its page, on its way through the proxy. */
export interface AppCall {
  /** Keeps the beginning of a body as it passes. */
  watch(part: 'body' | 'answer', message: IncomingMessage): void
  /** Writes the log line. @param status of the answer; 0: there was none */
  end(status: number): void
}

/** @returns undefined when the request is not one of the app's API */
export function watchAppCall(world: World, { method = '', url = '' }: IncomingMessage): AppCall | undefined {
  const { pathname, search } = URL.parse(url, 'http://localhost') ?? { pathname: '', search: '' }
  if (!LOGGED.test(pathname)) return undefined
  const started = performance.now()
  const kept = { body: [] as Buffer[], answer: [] as Buffer[] }
  const text = (part: 'body' | 'answer') => hideCredentials(Buffer.concat(kept[part]).toString('utf8', 0, KEPT_BYTES))
  return {
    watch(part, message) {
      // A compressed body cannot be read by the beginning of it.
      if (message.headers['content-encoding'] !== undefined) return
      let size = 0
      message.on('data', (chunk: Buffer) => {
        if (size < KEPT_BYTES) kept[part].push(chunk)
        size += chunk.length
      })
    },
    end(status) {
      const isOk = status >= 200 && status < 400
      world.log.add({
        channel: 'app',
        path: pathname,
        method,
        parameters: search.slice(1),
        body: text('body'),
        answer: text('answer'),
        errcode: 0,
        verdict: isOk ? `ok: HTTP ${status}` : status === 0 ? 'refused: no answer' : `refused: HTTP ${status}`,
        durationMs: Math.round(performance.now() - started),
      })
    },
  }
}
