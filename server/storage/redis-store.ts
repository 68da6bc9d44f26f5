import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { StoreUnavailableError } from './key-value-store.ts'
import type { KeyValueStore } from './key-value-store.ts'

/** A Redis that does not answer costs a request this long, once: without these limits ioredis waits for ever. */
const LIMITS = { connectTimeout: 250, commandTimeout: 250, maxRetriesPerRequest: 1, enableOfflineQueue: false } as const
/** After a failure nothing is tried for this long, so that a dead Redis does not cost every request its time-out. */
const PAUSE_MS = 1_000
const MAX_RECONNECT_DELAY_MS = 1_000
const PREFIX = 'wecom-sidebar:'

const SET_WHILE_HELD = 'if redis.call("get", KEYS[1]) == ARGV[1] then redis.call("set", KEYS[2], ARGV[2], "PX", ARGV[3]) return 1 end return 0'
const RELEASE = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0'

/**
 * Keeps values in Redis, shared by every process.
 *
 * @param url redis:// or rediss://
 * @throws {StoreUnavailableError} from every method while Redis cannot be reached, after at most 250 ms
 */
export function createRedisStore(url: string): KeyValueStore {
  const redis = new Redis(url, {
    ...LIMITS,
    keyPrefix: PREFIX,
    retryStrategy: attempt => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS),
  })
  // Reported by the caller that meets it; unheard, ioredis would print it with the address.
  redis.on('error', () => {})
  let pausedUntil = 0
  const connected = new Promise<void>(resolve => redis.once('ready', resolve))
  const started = Promise.race([connected, new Promise<void>(resolve => setTimeout(resolve, LIMITS.connectTimeout).unref())])

  async function run<T>(command: () => Promise<T>): Promise<T> {
    await started // a command before the first connection would fail although Redis is there
    if (performance.now() < pausedUntil) throw new StoreUnavailableError()
    try {
      return await command()
    }
    catch {
      pausedUntil = performance.now() + PAUSE_MS
      throw new StoreUnavailableError()
    }
  }

  return {
    get: key => run(async () => await redis.get(key) ?? undefined),
    set: (key, value, ttlMs) => run(async () => void await redis.set(key, value, 'PX', ttlMs)),
    take: key => run(async () => await redis.getdel(key) ?? undefined),
    delete: key => run(async () => void await redis.del(key)),
    acquire: (lock, ttlMs) => run(async () => {
      const holder = randomUUID()
      if (await redis.set(lock, holder, 'PX', ttlMs, 'NX') !== 'OK') return undefined
      return {
        set: (key, value, valueTtlMs) => run(async () => await redis.eval(SET_WHILE_HELD, 2, lock, key, holder, value, valueTtlMs) === 1),
        release: () => run(async () => void await redis.eval(RELEASE, 1, lock, holder)),
      }
    }),
    async close() {
      redis.disconnect()
    },
  }
}
