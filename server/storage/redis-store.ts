import { randomInt, randomUUID } from 'node:crypto'
import { JOURNAL_LENGTH } from './key-value-store.ts'
import type { KeyValueStore } from './key-value-store.ts'
import type { RedisAddress } from '../config/redis-address.ts'
import { KEY_PREFIX } from './redis-client.ts'
import { connectRedis, ForeignValueError } from './redis-connection.ts'
import type { OnAvailability } from './redis-connection.ts'
import { endOfJournal, readJournal } from './redis-journal.ts'
import { APPEND, ENTRY, KEEP, RELEASE, RENEW, SET_WHILE_HELD, USE, USE_ONCE } from './redis-scripts.ts'

/**
 * Keeps values in Redis, shared by all processes.
 *
 * @throws {AppError} store_unavailable from every method while Redis cannot be reached
 */
export function createRedisStore(address: RedisAddress, onAvailability: OnAvailability = () => {}): KeyValueStore {
  const { run, close } = connectRedis(address, onAvailability)

  /** @returns whether the script did its work */
  async function runScript(script: string, keys: string[], ...values: (string | number)[]): Promise<boolean> {
    return await ifOurs(run(redis => redis.eval(script, keys.length, ...keys, ...values))) === 1
  }

  return {
    get: key => ifOurs(run(async redis => await redis.get(key) ?? undefined)),
    entry: key => ifOurs(run(async (redis) => {
      const [value, ttlMs] = await redis.eval(ENTRY, 1, key) as [string | null, number]
      return value === null ? undefined : { value, ttlMs }
    })),
    set: (key, value, ttlMs) => run(async redis => void await redis.set(key, value, 'PX', ttlMs)),
    replace: (key, value, ttlMs) => run(async redis => await redis.set(key, value, 'PX', ttlMs, 'XX') === 'OK'),
    take: key => ifOurs(run(async redis => await redis.getdel(key) ?? undefined)),
    delete: key => run(async redis => void await redis.del(key)),
    async use(key, { limit, windowMs, heldMs = windowMs }, item = randomUUID()) {
      const outcome = await run(redis => redis.eval(USE, 1, key, limit, windowMs, item, heldMs)) as number
      if (outcome < 0) return { granted: false, retryAfterMs: -outcome }
      if (outcome === 0) return { granted: true, undo: async () => {}, keep: async () => {} }
      return {
        granted: true,
        undo: () => run(async redis => void await redis.zrem(key, item)),
        keep: async () => void await runScript(KEEP, [key], windowMs, item),
      }
    },
    async useOnce(key, { id, datedAt, now, toleranceMs }) {
      const tooEarlyMs = await run(redis => redis.eval(USE_ONCE, 1, key, id, datedAt, now, toleranceMs)) as number
      return tooEarlyMs < 0 ? { granted: true } : { granted: false, tooEarlyMs }
    },
    async acquire(name, ttlMs) {
      const holder = randomUUID()
      const lock = address.kind === 'cluster' ? beside(name) : name
      if (await run(redis => redis.set(lock, holder, 'PX', ttlMs, 'NX')) !== 'OK') return undefined
      return {
        set: (key, value, valueTtlMs) => runScript(SET_WHILE_HELD, [lock, key], holder, value, valueTtlMs),
        renew: newTtlMs => runScript(RENEW, [lock], holder, newTtlMs),
        release: async () => void await runScript(RELEASE, [lock], holder),
      }
    },
    async append(journal, text, ttlMs) {
      await runScript(APPEND, [journal], text, JOURNAL_LENGTH, ttlMs, randomInt(2 ** 32))
    },
    endOf: async journal => await ifOurs(run(redis => endOfJournal(redis, journal))) ?? '',
    readOn: (journal, after) => ifOurs(run(redis => readJournal(redis, journal, after))),
    async close() {
      close()
    },
  }
}

/**
 * The key of a lock in a cluster: a script needs the lock and its value on one server. The text in braces chooses the
 * server; for a key without braces, the whole key does.
 */
function beside(lock: string): string {
  return `{${KEY_PREFIX}${lock.replace(/:lock$/, '')}}:lock`
}

/** A value that another program wrote under our key counts as absent. */
async function ifOurs<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  }
  catch (error) {
    if (error instanceof ForeignValueError) return undefined
    throw error
  }
}
