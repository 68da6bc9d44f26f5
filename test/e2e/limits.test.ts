import { afterAll, beforeAll, expect, it } from 'vitest'
import { crowd } from '../support/crowd.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { postAsClient } from './support/mini-program-client.ts'

describeWithRedis('the routes for mini programs', () => {
  let fleet: Fleet
  beforeAll(async () => {
    fleet = await startFleet(2, () => ({ NUXT_TRUSTED_PROXIES: '127.0.0.1' }))
  })
  afterAll(() => fleet.close())

  const send = (process: number, forwardedFor: string) =>
    postAsClient(
      fleet.origins[process]!,
      '/api/mini-program/member',
      { session: '0'.repeat(128) },
      { 'x-forwarded-for': forwardedFor },
    )

  it('accept a client 120 times a minute, over all processes, whatever address it claims', async () => {
    const answers = await crowd(150, i => send(i % 2, `192.0.2.${i}, 198.51.100.1`))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(120)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(30)
    expect(refused[0]).toMatchObject({ body: { code: 'too_many_requests' } })
    expect(refused[0]!.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await send(0, '198.51.100.2')).status).toBe(401)
  })
})
