import { describe, expect, it } from 'vitest'
import { redis as check } from '../../../server/doctor/checks/redis.ts'
import type { DoctorContext } from '../../../server/doctor/context.ts'

function run(evicts?: string) {
  return check.run({
    config: { redis: { kind: 'single' } },
    plainVariables: [],
    redisState: Promise.resolve({ version: '7.2.0', isCluster: false, evicts }),
  } as unknown as DoctorContext)
}

describe('the check of Redis', () => {
  it.each([undefined, 'noeviction'])('is right with the policy %s', async (policy) => {
    expect(await run(policy)).toMatchObject({ status: 'ok' })
  })

  // Sessions are among the keys with a lifetime, which volatile-… drops.
  it.each(['allkeys-lru', 'volatile-lru', 'volatile-ttl'])('warns of the policy %s', async (policy) => {
    expect(await run(policy)).toMatchObject({ status: 'warn', cause: 'evicts' })
  })
})
