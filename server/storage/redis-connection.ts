import { Redis } from 'ioredis'
import { AppError } from '../errors/app-error.ts'

/** A Redis that does not answer costs a request this long, once. */
const PATIENCE_MS = 250
/**
 * Without limits ioredis waits for ever. The socket time-out gives a connection up that is dead without either side
 * having been told, as after a failover.
 */
const LIMITS = { connectTimeout: PATIENCE_MS, socketTimeout: 1_000, disconnectTimeout: PATIENCE_MS, maxRetriesPerRequest: 1, enableOfflineQueue: false } as const
const MAX_RECONNECT_DELAY_MS = 1_000
const PROBE_INTERVAL_MS = 500
const PREFIX = 'wecom-sidebar:'

/** Told when Redis goes away, with the reason as a code (ECONNREFUSED, WRONGPASS, …), and when it is back. */
export type OnAvailability = (available: boolean, reason?: string) => void

/** Redis is well, but what it holds under this key is nothing that we have written: a list, a set, a hash. */
export class ForeignValueError extends Error {
  constructor() {
    super('The key holds a value of another kind')
    this.name = 'ForeignValueError'
  }
}

/** One connection to Redis, which is asked only while it answers. */
export interface RedisConnection {
  /** @throws {AppError} store_unavailable after at most 250 ms; at once while an outage is known of. {ForeignValueError} */
  run<T>(command: (redis: Redis) => Promise<T>): Promise<T>
  close(): void
}

/** After a failure no request tries Redis any more: a probe of our own finds out when it is back. */
export function connectRedis(url: string, onAvailability: OnAvailability): RedisConnection {
  const redis = new Redis(url, {
    ...LIMITS,
    keyPrefix: PREFIX,
    retryStrategy: attempt => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS),
  })
  let available = true
  let reason: string | undefined
  let probing: NodeJS.Timeout | undefined

  const connected = new Promise<void>(resolve => redis.once('ready', resolve))
  const started = inTime(connected).catch(() => {})
  // Unheard, ioredis would print it with the address. It tells more than the failure of a command does.
  redis.on('error', error => reason = codeOf(error))

  function lose(error: unknown) {
    if (!available) return
    available = false
    onAvailability(false, reason ?? codeOf(error))
    probeLater()
  }
  function probeLater() {
    probing = setTimeout(probe, PROBE_INTERVAL_MS).unref()
  }
  async function probe() {
    try {
      // A write, because a Redis without memory or a mere replica still answers a ping.
      await inTime(redis.set('probe', '', 'PX', PROBE_INTERVAL_MS))
      available = true
      reason = undefined
      onAvailability(true)
    }
    catch {
      probeLater()
    }
  }

  return {
    async run(command) {
      await started // a command before the first connection would fail although Redis is there
      if (!available) throw new AppError('store_unavailable')
      try {
        return await inTime(command(redis))
      }
      catch (error) {
        // In an answer of Redis, sometimes behind the name of the script.
        if (error instanceof Error && error.message.includes('WRONGTYPE')) throw new ForeignValueError()
        lose(error)
        throw new AppError('store_unavailable')
      }
    },
    close() {
      available = false
      clearTimeout(probing)
      redis.disconnect()
    },
  }
}

/**
 * Not ioredis's own commandTimeout: when this process was too busy to read an answer that has long been there, its timer
 * would still win, and a stall of ours would look like an outage of Redis.
 *
 * @throws when the work takes too long
 */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const tooLate = Promise.withResolvers<never>()
  // Sockets are read between a timer and an immediate: what has arrived comes first.
  const timer = setTimeout(() => setImmediate(() => tooLate.reject(new Error('no answer'))), PATIENCE_MS)
  try {
    return await Promise.race([work, tooLate.promise])
  }
  finally {
    clearTimeout(timer)
  }
}

/** Nothing but the code: a message may quote the address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return /^[A-Z]{4,}/.exec(error.message)?.[0] ?? 'no answer'
}
