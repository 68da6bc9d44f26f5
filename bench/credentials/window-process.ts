// One process of `refresh-window.ts`. It holds a credential. On a message it moves its clock into the last minutes of
// the credential, asks for it many times, and reports how many of these calls waited.
import { setTimeout as sleep } from 'node:timers/promises'
import { createExpiringCache } from '../../server/upstream/credentials/expiring-cache.ts'
import { createSharedCredential } from '../../server/upstream/credentials/shared-credential.ts'
import { openRedis } from './open-redis.ts'
import { REQUESTS_A_PROCESS, SKIPPED_MS, TOO_LONG_MS, WINDOW_MS } from './refresh-window.ts'
import { WECOM } from '../../server/wecom/wecom-upstream.ts'
import { createPlainVault } from '../../test/support/plain-vault.ts'

const [redisUrl = '', upstreamUrl = ''] = process.argv.slice(2)
const PAUSES = 100

let offset = 0
const clock = {
  wall: () => Date.now() + offset,
  monotonic: () => performance.now() + offset,
  sleep: (ms: number) => sleep(ms),
}
const store = await openRedis(redisUrl)
const cache = createExpiringCache({
  credential: createSharedCredential({
    upstream: WECOM,
    key: 'bench:window',
    vault: createPlainVault(store),
    clock,
    fetch: async () => ({ value: await (await fetch(upstreamUrl)).text(), expiresInSeconds: 7_200 }),
  }),
  onRefreshFailure: () => {},
  clock,
  random: Math.random,
})
const first = await cache.get()

process.once('message', async () => {
  offset = SKIPPED_MS
  let waits = 0
  for (let i = 0; i < REQUESTS_A_PROCESS; i++) {
    const began = performance.now()
    await cache.get()
    if (performance.now() - began > TOO_LONG_MS) waits++
    if (i % (REQUESTS_A_PROCESS / PAUSES) === 0) await sleep(WINDOW_MS / PAUSES)
  }
  process.send?.({ waits, renewed: await cache.get() !== first })
})
process.on('disconnect', () => void store.close())
process.send?.('ready')
