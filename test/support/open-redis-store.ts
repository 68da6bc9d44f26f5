import { parseRedisUrl } from '../../server/config/redis-address.ts'
import type { KeyValueStore } from '../../server/storage/key-value-store.ts'
import type { OnAvailability } from '../../server/storage/redis-connection.ts'
import { createRedisStore } from '../../server/storage/redis-store.ts'

/** @param url as in NUXT_REDIS_URL */
export function openRedisStore(url: string, onAvailability?: OnAvailability): KeyValueStore {
  return createRedisStore(parseRedisUrl(url), onAvailability)
}
