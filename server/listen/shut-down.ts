import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time for requests in flight, and then for work in the background, milliseconds. Every door is faster. */
const PATIENCE_MS = 30_000
const CHECK_MS = 100

export interface ShutDownOptions {
  server: Server
  /** Called once, at the beginning. */
  onBegin: () => void
  /** Finishes what runs in the background. */
  finish: () => Promise<void>
  exit: (code: number) => void
}

/**
 * @returns ends the process without losing a request: for `delayMs` it serves on, so that the load balancer can notice;
 * then it stops listening, finishes the requests in flight and exits. Called again, it only keeps the higher exit code
 */
export function createShutDown({ server, onBegin, finish, exit }: ShutDownOptions) {
  let exitCode: number | undefined
  return async function shutDown(code: number, delayMs: number): Promise<void> {
    const hasBegun = exitCode !== undefined
    exitCode = Math.max(exitCode ?? 0, code)
    if (hasBegun) return
    onBegin()
    // The next request on a connection that stays open would be lost.
    server.prependListener('request', (_request, response) => (response.shouldKeepAlive = false))
    await sleep(delayMs)
    await close(server)
    await Promise.race([finish().catch(() => (exitCode = 1)), sleep(PATIENCE_MS)])
    exit(exitCode)
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  // Requests from before the beginning leave their connection open.
  const idle = setInterval(() => server.closeIdleConnections(), CHECK_MS)
  const rest = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
  await closed
  clearInterval(idle)
  clearTimeout(rest)
}
