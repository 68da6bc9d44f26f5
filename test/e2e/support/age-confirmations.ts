import { Redis } from 'ioredis'
import type { Fleet } from './fleet.ts'

/** How long the store keeps what WeCom said about a member; the age is what is missing to it, milliseconds. */
const KEPT_MS = 30 * 60_000

/** Makes WeCom's last confirmation of every member this old: in the store, and in the memory of all processes. */
export async function ageConfirmations({ redis, origins, restart }: Fleet, ms: number): Promise<void> {
  const admin = new Redis(redis.url)
  const keys = (await admin.keys('*:standing:*')).filter(key => !key.endsWith(':asking'))
  for (const key of keys) await admin.pexpire(key, KEPT_MS - ms)
  admin.disconnect()
  await Promise.all(origins.map((_origin, process) => restart(process)))
}
