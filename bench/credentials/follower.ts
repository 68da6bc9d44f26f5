// One process of `followers.ts`. On each message, many callers ask for the credential at once; the process reports the
// 99th percentile of their waiting times.
import { setTimeout as sleep } from 'node:timers/promises'
import { createExpiringCache } from '../../server/upstream/credentials/expiring-cache.ts'
import { createSharedCredential } from '../../server/upstream/credentials/shared-credential.ts'
import { openRedis } from './open-redis.ts'
import { WECOM } from '../../server/wecom/wecom-upstream.ts'
import { createPlainVault } from '../../test/support/plain-vault.ts'

const [redisUrl = '', upstreamUrl = '', callers = '0'] = process.argv.slice(2)
const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }
const store = await openRedis(redisUrl)

// Node loads the parts of fetch at its first use. A running server has done this long ago.
await (await fetch(upstreamUrl)).text()

process.on('message', async (key: string) => {
  const cache = createExpiringCache({
    credential: createSharedCredential({ upstream: WECOM, key, vault: createPlainVault(store), clock, async fetch() {
      return { value: await (await fetch(upstreamUrl)).text(), expiresInSeconds: 7_200 }
    } }),
    onRefreshFailure: () => {},
    clock,
    random: Math.random,
  })
  const began = performance.now()
  const waits = await Promise.all(
    Array.from({ length: Number(callers) }, () => cache.get().then(() => performance.now() - began)),
  )
  process.send?.(waits)
})
process.on('disconnect', () => void store.close())
process.send?.('ready')
