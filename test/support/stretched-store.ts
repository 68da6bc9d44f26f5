import type { KeyValueStore } from '../../server/storage/key-value-store.ts'

/**
 * Redis has its own clock. Lifetimes are stretched so that none ends by itself; to let time pass, a test shortens the
 * lifetimes and moves the recorded uses of limits into the past, by running SHORTEN.
 */
export const STRETCH = 100
export const SHORTEN = `
  for _, key in ipairs(redis.call("keys", "*")) do
    if redis.call("type", key).ok == "zset" then
      for _, item in ipairs(redis.call("zrange", key, 0, -1)) do redis.call("zincrby", key, -ARGV[1], item) end
    end
    redis.call("pexpire", key, redis.call("pttl", key) - ARGV[1])
  end`

/** A store whose lifetimes are stretched. */
export function stretched(store: KeyValueStore): KeyValueStore {
  return {
    ...store,
    async entry(key) {
      const entry = await store.entry(key)
      return entry && { ...entry, ttlMs: entry.ttlMs / STRETCH }
    },
    set: (key, value, ttlMs) => store.set(key, value, ttlMs * STRETCH),
    replace: (key, value, ttlMs) => store.replace(key, value, ttlMs * STRETCH),
    append: (journal, text, ttlMs) => store.append(journal, text, ttlMs * STRETCH),
    async use(key, { limit, windowMs, heldMs = windowMs }, item) {
      const stretchedLimit = { limit, windowMs: windowMs * STRETCH, heldMs: heldMs * STRETCH }
      const use = await store.use(key, stretchedLimit, item)
      return use.granted ? use : { granted: false, retryAfterMs: Math.ceil(use.retryAfterMs / STRETCH) }
    },
    async acquire(lock, ttlMs) {
      const lease = await store.acquire(lock, ttlMs * STRETCH)
      return lease && {
        ...lease,
        set: (key, value, valueTtlMs) => lease.set(key, value, valueTtlMs * STRETCH),
        renew: newTtlMs => lease.renew(newTtlMs * STRETCH),
      }
    },
  }
}
