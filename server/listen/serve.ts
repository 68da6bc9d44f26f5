import type { RequestListener } from 'node:http'
import type { AddressInfo, ListenOptions } from 'node:net'
import { createHttpServer } from './http-server.ts'
import { listenProblem } from './listen-problem.ts'
import { createShutDown } from './shut-down.ts'

/** Connections that the system keeps while the process is busy. Node's 511 are too few for a flood. */
const BACKLOG = 2_048

export interface ServeOptions {
  listener: RequestListener
  address: ListenOptions
  /** How long the process serves on after SIGTERM, milliseconds. */
  drainMs: number
  /** Of answers to requests that never reach the listener. */
  headers: Record<string, string>
  /** How long a connection stays open without a request, milliseconds; `CONNECTION_LIMITS` has the default. */
  idleMs?: number
  /** Writes an `error` without its secrets. */
  log: Record<'info' | 'fatal', (fields: object, message: string) => void>
  /** Called when the process begins to end. */
  onDrain: () => void
  /** Finishes what runs in the background. */
  finish: () => Promise<void>
}

/**
 * Listens until the process ends: by SIGTERM after `drainMs`, by SIGINT (Ctrl-C) without it, by a second signal at
 * once. After an error that no code has caught, the state of the process is unknown: it drains too, and exits with 1,
 * so that its manager starts another one.
 */
export function serve({ listener, address, drainMs, headers, idleMs, log, onDrain, finish }: ServeOptions): void {
  const server = createHttpServer({
    listener, headers, onRefused: refused => log.info(refused, 'request refused'),
  })
  if (idleMs !== undefined) server.keepAliveTimeout = idleMs
  const exit = (code: number) => process.exit(code)
  let signalled = false
  const shutDown = createShutDown({ server, onBegin: onDrain, finish, exit })

  function onSignal(delayMs: number) {
    if (signalled) exit(1)
    signalled = true
    void shutDown(0, delayMs)
  }
  process.on('SIGTERM', () => onSignal(drainMs))
  process.on('SIGINT', () => onSignal(0))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ error, event }, 'unexpected error: the process ends')
      void shutDown(1, drainMs)
    })
  }

  server.once('error', (error) => {
    const problem = listenProblem(error, address)
    if (problem) process.stderr.write(`wecom-sidebar cannot start:\n  - ${problem}\n`)
    else log.fatal({ error }, 'cannot listen')
    exit(1)
  })
  server.listen({ ...address, backlog: BACKLOG }, () => {
    process.stdout.write(`Listening on ${urlOf(server.address()!)}\n`)
  })
}

function urlOf(address: AddressInfo | string): string {
  if (typeof address === 'string') return `unix socket ${address}`
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
