import { randomUUID } from 'node:crypto'
import type { KeyValueStore } from './key-value-store.ts'
import { connectRedis, ForeignValueError } from './redis-connection.ts'
import type { OnAvailability } from './redis-connection.ts'

const SET_WHILE_HELD = 'if redis.call("get", KEYS[1]) == ARGV[1] then redis.call("set", KEYS[2], ARGV[2], "PX", ARGV[3]) return 1 end return 0'
const ENTRY = 'return {redis.call("get", KEYS[1]), redis.call("pttl", KEYS[1])}'
const INCREMENT = 'local count = redis.pcall("incr", KEYS[1]) if type(count) ~= "number" then redis.call("del", KEYS[1]) count = redis.call("incr", KEYS[1]) end if count == 1 then redis.call("pexpire", KEYS[1], ARGV[1]) end return count'
const RENEW = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("pexpire", KEYS[1], ARGV[2]) end return 0'
const RELEASE = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0'

/**
 * Keeps values in Redis, shared by every process.
 *
 * @param url redis:// or rediss://
 * @throws {AppError} store_unavailable from every method while Redis cannot be reached
 */
export function createRedisStore(url: string, onAvailability: OnAvailability = () => {}): KeyValueStore {
  const { run, close } = connectRedis(url, onAvailability)
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
    increment: (key, ttlMs) => run(async redis => Number(await redis.eval(INCREMENT, 1, key, ttlMs))),
    async acquire(lock, ttlMs) {
      const holder = randomUUID()
      if (await run(redis => redis.set(lock, holder, 'PX', ttlMs, 'NX')) !== 'OK') return undefined
      return {
        set: async (key, value, valueTtlMs) => await ifOurs(run(redis => redis.eval(SET_WHILE_HELD, 2, lock, key, holder, value, valueTtlMs))) === 1,
        renew: async newTtlMs => await ifOurs(run(redis => redis.eval(RENEW, 1, lock, holder, newTtlMs))) === 1,
        release: async () => void await ifOurs(run(redis => redis.eval(RELEASE, 1, lock, holder))),
      }
    },
    async close() {
      close()
    },
  }
}

/** What somebody else has put under a key of ours is as good as absent. */
async function ifOurs<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  }
  catch (error) {
    if (error instanceof ForeignValueError) return undefined
    throw error
  }
}
