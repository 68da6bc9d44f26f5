import { setTimeout as sleep } from 'node:timers/promises'
import { parseRedisUrl } from '../../server/config/redis-address.ts'
import type { KeyValueStore } from '../../server/storage/key-value-store.ts'
import { createRedisStore } from '../../server/storage/redis-store.ts'

const RETRY_MS = 50

/**
 * @returns the store, once Redis answers. A request waits 250 ms for Redis; a process that is starting needs longer.
 */
export async function openRedis(url: string): Promise<KeyValueStore> {
  const store = createRedisStore(parseRedisUrl(url))
  while (!await store.get('connected').then(() => true, () => false)) await sleep(RETRY_MS)
  return store
}
