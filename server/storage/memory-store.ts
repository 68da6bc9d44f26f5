import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { JOURNAL_LENGTH } from './key-value-store.ts'
import type { KeyValueStore } from './key-value-store.ts'
import { rememberedSince } from './remembered-since.ts'

/** Enough for every session and state that one process sees. Beyond it, the least recently used entries are dropped. */
const MAX_ENTRIES = 50_000

/**
 * Keeps values in this process only.
 *
 * @param now milliseconds, any origin
 */
export function createMemoryStore(now: () => number = () => performance.now()): KeyValueStore {
  const entries = new LRUCache<string, { value: string, expiresAt: number }>({ max: MAX_ENTRIES })
  /** When each item of a key stops to count. */
  const uses = new LRUCache<string, Map<string, number>>({ max: MAX_ENTRIES })

  /** The date of each item of a key, and since when it remembers them. */
  const memories = new Map<string, { since: number, items: Map<string, number> }>()

  const journals = new Map<string, { kept: { text: string, expiresAt: number }[], length: number }>()

  function find(key: string) {
    const entry = entries.get(key)
    return entry && entry.expiresAt > now() ? entry : undefined
  }
  const read = (key: string) => find(key)?.value
  function write(key: string, value: string, ttlMs: number) {
    entries.set(key, { value, expiresAt: now() + ttlMs })
  }

  return {
    async get(key) {
      return read(key)
    },
    async entry(key) {
      const entry = find(key)
      return entry && { value: entry.value, ttlMs: entry.expiresAt - now() }
    },
    async set(key, value, ttlMs) {
      write(key, value, ttlMs)
    },
    async replace(key, value, ttlMs) {
      if (read(key) === undefined) return false
      write(key, value, ttlMs)
      return true
    },
    async take(key) {
      const value = read(key)
      entries.delete(key)
      return value
    },
    async delete(key) {
      entries.delete(key)
    },
    async use(key, { limit, windowMs, heldMs = windowMs }, item = randomUUID()) {
      const items = uses.get(key) ?? new Map<string, number>()
      uses.set(key, items)
      for (const [one, until] of items) if (until <= now()) items.delete(one)
      if (items.has(item)) return { granted: true, undo: async () => {}, keep: async () => {} }
      if (items.size >= limit) return { granted: false, retryAfterMs: Math.min(...items.values()) - now() }
      items.set(item, now() + heldMs)
      return {
        granted: true,
        undo: async () => void items.delete(item),
        keep: async () => void items.set(item, now() + windowMs),
      }
    },
    async useOnce(key, item) {
      const known = memories.get(key)
      const memory = { since: rememberedSince(known?.since, item), items: known?.items ?? new Map<string, number>() }
      memories.set(key, memory)
      for (const [id, datedAt] of memory.items) if (datedAt < memory.since) memory.items.delete(id)
      const tooEarlyMs = Math.max(0, memory.since - item.datedAt)
      if (tooEarlyMs > 0 || memory.items.has(item.id)) return { granted: false, tooEarlyMs }
      memory.items.set(item.id, item.datedAt)
      return { granted: true }
    },
    async acquire(lock, ttlMs) {
      if (read(lock) !== undefined) return undefined
      const holder = randomUUID()
      write(lock, holder, ttlMs)
      return {
        async set(key, value, valueTtlMs) {
          if (read(lock) !== holder) return false
          write(key, value, valueTtlMs)
          return true
        },
        async renew(newTtlMs) {
          if (read(lock) !== holder) return false
          write(lock, holder, newTtlMs)
          return true
        },
        async release() {
          if (read(lock) === holder) entries.delete(lock)
        },
      }
    },
    async append(journal, text, ttlMs) {
      const { kept, length } = journals.get(journal) ?? { kept: [], length: 0 }
      const added = { text, expiresAt: now() + ttlMs }
      journals.set(journal, { kept: [...kept, added].slice(-JOURNAL_LENGTH), length: length + 1 })
    },
    async endOf(journal) {
      return String(journals.get(journal)?.length ?? 0)
    },
    async readOn(journal, after) {
      const { kept, length } = journals.get(journal) ?? { kept: [], length: 0 }
      const added = length - Number(after)
      const page = kept.slice(kept.length - added)
      const isWhole = added <= kept.length && page.every(({ expiresAt }) => expiresAt > now())
      return isWhole ? { texts: page.map(({ text }) => text), end: String(length) } : undefined
    },
    async close() {
      entries.clear()
      uses.clear()
      memories.clear()
      journals.clear()
    },
  }
}
