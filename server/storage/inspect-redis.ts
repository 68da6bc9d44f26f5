import { setTimeout as sleep } from 'node:timers/promises'
import type { RedisAddress } from '../config/redis-address.ts'
import { createRedisClient, whenReady } from './redis-client.ts'
import { codeOf } from './redis-connection.ts'

/** What a look at Redis has found. */
export interface RedisState {
  /** Such as 7.2.4. */
  version: string
  /** It is a part of a cluster. */
  isCluster: boolean
  /** `noeviction`, `allkeys-lru` …; undefined when the account may not read it. */
  evicts?: string
}

/** Redis cannot be used. `reason` is a code, as `OnAvailability` gets it. */
export class RedisProblem extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.name = 'RedisProblem'
    this.reason = reason
  }
}

const PATIENCE_MS = 2_500
const PROBE_TTL_MS = 1_000

/**
 * Connects once, writes a key that expires at once, and reads what Redis says about itself.
 *
 * @throws {RedisProblem}
 */
export async function inspectRedis(address: RedisAddress): Promise<RedisState> {
  const client = createRedisClient(address)
  let reason: string | undefined
  const failed = Promise.withResolvers<never>()
  for (const event of ['error', 'node error']) {
    client.on(event, (error: unknown) => failed.reject(new RedisProblem(reason ??= codeOf(error))))
  }
  const tooLate = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new RedisProblem(reason ?? 'no answer')
  })
  const look = async (): Promise<RedisState> => {
    await whenReady(client)
    await client.set('doctor', '', 'PX', PROBE_TTL_MS)
    const info = await client.info()
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
    return {
      version: field('redis_version') ?? '',
      isCluster: field('cluster_enabled') === '1',
      evicts: field('maxmemory_policy'),
    }
  }
  try {
    return await Promise.race([look(), failed.promise, tooLate])
  }
  catch (error) {
    throw error instanceof RedisProblem ? error : new RedisProblem(codeOf(error))
  }
  finally {
    failed.promise.catch(() => {})
    tooLate.catch(() => {})
    client.disconnect()
  }
}
