import type { JournalPage } from './key-value-store.ts'
import type { RedisClient } from './redis-client.ts'

/** Finds the end of a journal, which is a stream. @returns as `KeyValueStore.endOf` */
export async function endOfJournal(redis: RedisClient, key: string): Promise<string> {
  const [last] = await redis.xrevrange(key, '+', '-', 'COUNT', 1)
  return last?.[0] ?? ''
}

/** Reads a journal. @returns as `KeyValueStore.readOn` */
export async function readJournal(redis: RedisClient, key: string, after: string): Promise<JournalPage | undefined> {
  const found = await redis.xrange(key, after || '-', '+')
  // The text that was read last must still be there: then no later one was dropped, or lost by Redis.
  const known = after === '' ? undefined : found.shift()
  if (after !== '' && known?.[0] !== after) return undefined
  return { texts: found.map(([, [, text]]) => text!), end: found.at(-1)?.[0] ?? after }
}
