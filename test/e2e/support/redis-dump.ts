import { Redis } from 'ioredis'

/** All keys and values of a Redis. */
export async function dumpRedis(url: string): Promise<string> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  try {
    const keys = await redis.keys('*')
    const values = await Promise.all(keys.map(one => redis.dumpBuffer(one)))
    return [...keys, ...values.map(String)].join('\n')
  }
  finally {
    redis.disconnect()
  }
}
