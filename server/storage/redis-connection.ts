import { ReplyError } from 'ioredis'
import type { RedisAddress } from '../config/redis-address.ts'
import { AppError } from '../errors/app-error.ts'
import { networkFailureOf } from '../errors/network-failure.ts'
import { CONNECT_TIMEOUT_MS, createRedisClient, PATIENCE_MS, replaceSilent, whenReady } from './redis-client.ts'
import type { RedisClient } from './redis-client.ts'

const PROBE_INTERVAL_MS = 500
const TURN_MS = 50

/** Mistakes in the address that Redis answers with words and the code ERR. */
const UNCODED = [
  ['cluster support disabled', 'NO_CLUSTER'],
  ['DB index is out of range', 'NO_DATABASE'],
] as const

/**
 * Called when Redis becomes unreachable, with a code as the reason (ECONNREFUSED, WRONGPASS, …), and when it is back.
 */
export type OnAvailability = (available: boolean, reason?: string) => void

/** Redis works, but the key holds a value that we did not write: a list, a set, a hash. */
export class ForeignValueError extends Error {
  constructor() {
    super('The key holds a value of another kind')
    this.name = 'ForeignValueError'
  }
}

/** The connection to Redis. Commands are sent only while it answers. */
export interface RedisConnection {
  /**
   * @throws {AppError} store_unavailable, after at most 250 ms (two seconds while the process connects for the first
   * time); at once during a known outage
   * @throws {ForeignValueError}
   */
  run<T>(command: (redis: RedisClient) => Promise<T>): Promise<T>
  close(): void
}

/** After a failure, requests no longer try Redis; a probe in the background finds out when it is back. */
export function connectRedis(address: RedisAddress, onAvailability: OnAvailability): RedisConnection {
  const redis = createRedisClient(address)
  let available = true
  let reason: string | undefined
  let probing: NodeJS.Timeout | undefined
  let isClosed = false

  // Rejected with the first error: then it is clear that there is no connection yet.
  const connected = whenReady(redis)
  connected.catch(() => {})
  let started: Promise<void> | undefined
  // Without a listener ioredis prints the error with the address. It says more than the failure of a command.
  for (const event of ['error', 'node error']) redis.on(event, (error: unknown) => void (reason = codeOf(error)))

  function lose(error: unknown) {
    if (!available) return
    available = false
    onAvailability(false, reason ?? codeOf(error))
    probeLater()
  }
  function probeLater() {
    if (!isClosed) probing = setTimeout(probe, PROBE_INTERVAL_MS).unref()
  }
  async function probe() {
    // ioredis gives up when sentinels announce a fail-over while it is asking them for the primary.
    if (redis.status === 'end') redis.connect().catch(() => {})
    await replaceSilent(redis, withTimeout)
    try {
      // A write, because a Redis that is out of memory, or a read-only replica, still answers a ping.
      await withTimeout(redis.set('probe', '', 'PX', PROBE_INTERVAL_MS))
      available = true
      reason = undefined
      onAvailability(true)
    }
    catch (error) {
      // Redis answers, but refuses its work: a replica after a fail-over, a server that loads, a part of a cluster. The
      // server that works may be at the same address by now, and only a new connection leads there.
      if (isReply(error)) redis.disconnect(true)
      probeLater()
    }
  }

  return {
    async run(command) {
      // Before the first connection, a command would fail although Redis works. The time begins with the first command:
      // a process that starts is often too busy to connect.
      await (started ??= withTimeout(connected, CONNECT_TIMEOUT_MS).catch(() => {}))
      if (!available) throw new AppError('store_unavailable')
      try {
        return await withTimeout(command(redis))
      }
      catch (error) {
        // Redis sends this code; in a script's error it is not at the beginning.
        if (error instanceof Error && error.message.includes('WRONGTYPE')) throw new ForeignValueError()
        lose(error)
        throw new AppError('store_unavailable')
      }
    },
    close() {
      available = false
      isClosed = true
      clearTimeout(probing)
      redis.disconnect()
    },
  }
}

/**
 * Not ioredis's commandTimeout: when this process was too busy to read an answer that has already arrived, that timer
 * fires first. And when the whole machine was paused, Redis could not answer either. So the time is counted in turns,
 * and a pause, however long, is one turn: a stall on our side must not look like an outage of Redis.
 *
 * @throws when the work takes too long
 */
async function withTimeout<T>(work: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const tooLate = Promise.withResolvers<never>()
  let turnsLeft = Math.ceil(patienceMs / TURN_MS)
  let timer: NodeJS.Timeout
  function waitOn() {
    // Sockets are read between a timer and an immediate, so an answer that has arrived wins.
    timer = setTimeout(() => setImmediate(endTurn), TURN_MS)
  }
  function endTurn() {
    turnsLeft -= 1
    if (turnsLeft > 0) waitOn()
    else tooLate.reject(new Error('no answer'))
  }
  waitOn()
  try {
    return await Promise.race([work, tooLate.promise])
  }
  finally {
    turnsLeft = 0
    clearTimeout(timer!)
  }
}

function isReply(error: unknown): error is Error {
  return error instanceof ReplyError
}

/** Only the code: a message may contain the address. In a script's error, Redis's code is not at the beginning. */
export function codeOf(error: unknown): string {
  const failure = networkFailureOf(error)
  if (failure) return failure.code
  if (!isReply(error)) return 'no answer'
  const named = UNCODED.find(([words]) => error.message.includes(words))
  if (named) return named[1]
  return /(?:^|-)(?!ERR\b)([A-Z]{3,})\b/.exec(error.message)?.[1] ?? 'ERR'
}
