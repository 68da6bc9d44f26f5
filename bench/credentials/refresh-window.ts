import { setTimeout as sleep } from 'node:timers/promises'
import { createMemoryStore } from '../../server/storage/memory-store.ts'
import { createExpiringCache } from '../../server/wecom/credentials/expiring-cache.ts'
import { createSharedCredential } from '../../server/wecom/credentials/shared-credential.ts'
import type { Finding } from '../report.ts'

const REQUESTS = 10_000
const FETCH_MS = 2_000
/** Into the last ten minutes of two hours. */
const SKIPPED_MS = 110 * 60_000
const TOO_LONG_MS = 5

/** Ten thousand callers while a credential is renewed by an upstream that takes two seconds. */
export async function refreshWindow(): Promise<Finding> {
  let offset = 0
  let fetches = 0
  const clock = { wall: () => Date.now() + offset, monotonic: () => performance.now() + offset, sleep: (ms: number) => sleep(ms) }
  const cache = createExpiringCache({
    credential: createSharedCredential({
      key: 'bench:token',
      store: createMemoryStore(clock.monotonic),
      clock,
      async fetch() {
        if (++fetches > 1) await sleep(FETCH_MS)
        return { value: `token-${fetches}`, expiresInSeconds: 7_200 }
      },
    }),
    onRefreshFailure: () => {},
    clock,
    random: Math.random,
  })
  await cache.get()
  offset = SKIPPED_MS

  let waits = 0
  for (let i = 0; i < REQUESTS; i++) {
    const began = performance.now()
    await cache.get()
    if (performance.now() - began > TOO_LONG_MS) waits++
    if (i % 100 === 0) await sleep(FETCH_MS * 1.5 / 100)
  }
  const renewed = await cache.get() === 'token-2'
  return {
    promise: `refresh window: ${REQUESTS} requests, upstream ${FETCH_MS} ms: nobody waits over ${TOO_LONG_MS} ms`,
    measured: `${waits} waits, ${fetches - 1} refresh${renewed ? '' : ', not renewed'}`,
    kept: waits === 0 && fetches === 2 && renewed,
  }
}
