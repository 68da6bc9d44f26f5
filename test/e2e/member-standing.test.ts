import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { findMember } from '../../simulator/world/people.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { ageConfirmations } from './support/age-confirmations.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const MINUTE = 60_000
const ADMIN = 'wangsiqi'
const profile = `/api/customers/${withUnionId.externalUserId}`

describeWithRedis('members and what WeCom says about them', () => {
  let fleet: Fleet
  let redis: Redis
  beforeAll(async () => {
    fleet = await startFleet(2, () => ({ NUXT_ADMIN_USER_IDS: ADMIN }))
    redis = new Redis(fleet.redis.url)
  })
  afterAll(async () => {
    redis.disconnect()
    await fleet.close()
  })
  beforeEach(() => fleet.simulator.world.reset())

  const on = (process: number, path: string) => `${fleet.origins[process]}${path}`
  const statuses = (member: Webview, path: string, init?: RequestInit) =>
    Promise.all([0, 1].map(async process => (await member.get(on(process, path), init)).status))
  const change = (method: string) => ({ method, headers: { origin: fleet.url } })

  async function confirmedBefore(ms: number) {
    await ageConfirmations(fleet, ms)
    fleet.simulator.world.log.clear()
  }

  it('are served after 15 minutes only when WeCom confirms them, asked once for all processes', async () => {
    const member = await signIn(fleet)
    await confirmedBefore(15 * MINUTE)
    expect(await statuses(member, profile)).toEqual([200, 200])
    // A process waits a second for WeCom, and serves the member meanwhile.
    await expect.poll(() => fleet.calls('user/get')).toBe(1)
    expect(await statuses(member, profile)).toEqual([200, 200])
    expect(fleet.calls('user/get')).toBe(1)
  })

  it('are asked about in the background before that, and wait for nothing', async () => {
    const member = await signIn(fleet)
    await confirmedBefore(11 * MINUTE)
    // An answer that waited for WeCom would be an error.
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/user/get', hang: true }])
    expect((await member.get(on(0, '/api/session'))).status).toBe(200)
    await eventually(() => fleet.calls('user/get') === 1)
  })

  it.each([
    ['has left', () => void fleet.simulator.world.scenario.members.splice(
      fleet.simulator.world.scenario.members.findIndex(({ userId }) => userId === ADMIN), 1)],
    ['is disabled', () => void Object.assign(findMember(fleet.simulator.world, ADMIN)!, { status: 2 })],
  ])('are out, admins too, with all their sessions, when the member %s', async (_how, leave) => {
    const [desktop, phone] = [await signIn(fleet, { userId: ADMIN }), await signIn(fleet, { userId: ADMIN })]
    const colleague = await signIn(fleet)
    expect(await statuses(phone, '/api/session')).toEqual([200, 200])
    leave()
    await confirmedBefore(15 * MINUTE)
    // Within a second, unless WeCom is slower.
    await eventually(async () => expect(await statuses(desktop, '/api/session')).toEqual([401, 401]))
    for (const path of ['/api/session', profile, '/api/quick-replies', '/api/jssdk/signatures']) {
      expect(await statuses(phone, path), path).toEqual([401, 401])
    }
    expect(await statuses(colleague, '/api/session')).toEqual([200, 200])
    // The process that learned it first has ended the sessions.
    const output = () => fleet.app(0).output() + fleet.app(1).output()
    await expectPrinted({ output }, /"action":"session_ended".*"member_gone"/)
  })

  it('go on for 15 minutes more while WeCom is away, admins without their rights', async () => {
    const admin = await signIn(fleet, { userId: ADMIN })
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/user/get', status: 502 }])
    await confirmedBefore(16 * MINUTE)
    const answer = await admin.get(on(0, '/api/session'))
    expect([answer.status, await answer.json()]).toMatchObject([200, { admin: false }])
    await redis.del(...(await redis.keys('*:standing:*')))
    expect((await admin.get(on(1, '/api/session'))).status).toBe(502)
    fleet.simulator.world.faults.replace([])
    await eventually(async () => (await admin.get(on(1, '/api/session'))).status === 200)
  })

  it('do not wait for a slow WeCom; they are out when it answers', async () => {
    const admin = await signIn(fleet, { userId: ADMIN })
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/user/get', status: 502 }])
    await confirmedBefore(16 * MINUTE)
    await eventually(async () => expect((await admin.get(on(0, '/api/session'))).status).toBe(200))
    Object.assign(findMember(fleet.simulator.world, ADMIN)!, { status: 2 })
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/user/get', delayMs: 2_000 }])
    const answer = await admin.get(on(0, '/api/session'))
    expect([answer.status, await answer.json()]).toMatchObject([200, { admin: false }])
    await eventually(async () => expect(await statuses(admin, '/api/session')).toEqual([401, 401]))
  })

  it('end all their sessions at once, on every process', async () => {
    const [desktop, phone] = [await signIn(fleet), await signIn(fleet)]
    expect(await (await desktop.get('/api/sessions')).json()).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ current: true }), expect.objectContaining({ current: false })]),
    )
    const answer = await desktop.get('/api/sessions', change('DELETE'))
    expect(((await answer.json()) as { ended: number }).ended).toBeGreaterThanOrEqual(2)
    expect(await statuses(phone, '/api/session')).toEqual([401, 401])
    expect(await statuses(desktop, '/api/session')).toEqual([401, 401])
  })

  it('are signed out everywhere by an admin, and by no other member', async () => {
    const [member, admin] = [await signIn(fleet), await signIn(fleet, { userId: ADMIN })]
    const colleague = await signIn(fleet, { userId: 'zhaoguoqiang' })
    expect(await statuses(colleague, '/api/members/linxiaotong/sessions', change('DELETE'))).toEqual([404, 404])
    expect(await statuses(member, '/api/session')).toEqual([200, 200])
    expect((await admin.get('/api/members/linxiaotong/sessions', change('DELETE'))).status).toBe(200)
    expect(await statuses(member, '/api/session')).toEqual([401, 401])
    await expectPrinted(fleet.app(0), /"action":"end_sessions".*"linxiaotong"/)
  })

  it.each([['wang.wu@factory-2', 200], ['wang%2Ewu%40factory', 200], ['.wang', 400], ['wang%2Fwu', 400]])(
    'may have every userid that WeCom allows: %s', async (userId, status) => {
      const admin = await signIn(fleet, { userId: ADMIN })
      expect((await admin.get(`/api/members/${userId}/sessions`, change('DELETE'))).status).toBe(status)
    })

  it('do not act through a page that was made for another member', async () => {
    const member = await signIn(fleet)
    const as = (userId: string) => ({ headers: { 'x-member': userId } })
    expect(await statuses(member, profile, as('linxiaotong'))).toEqual([200, 200])
    expect(await statuses(member, profile, as(ADMIN))).toEqual([401, 401])
    expect(await statuses(member, profile)).toEqual([200, 200])
  })
})
