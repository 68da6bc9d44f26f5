import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { CLIENT_COOKIE } from '../../simulator/oauth/client-cookie.ts'
import { findMember } from '../../simulator/world/people.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { ageSession } from './support/age-session.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { createWebview, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const MINUTE = 60_000

describeWithRedis('C13: a client with another member than before', () => {
  let fleet: Fleet
  beforeAll(async () => {
    fleet = await startFleet(2)
  })
  afterAll(() => fleet.close())
  beforeEach(() => fleet.simulator.world.reset())

  /** The client keeps our cookies while another member logs in. @returns also the browser of the earlier member */
  async function switchAccount(minutesAgo: number) {
    const client = await signIn(fleet)
    const earlier = createWebview(fleet, client.cookies)
    fleet.simulator.world.clients.find(client.cookies.get(CLIENT_COOKIE)!)!.userId = 'zhaoguoqiang'
    await ageSession(fleet, client, minutesAgo * MINUTE)
    return { client, earlier }
  }
  const statuses = (webview: Webview) => Promise.all(fleet.origins.map(async origin =>
    (await webview.get(`${origin}/api/session`)).status))
  const userOf = async (webview: Webview) =>
    (await (await webview.get('/api/session')).json() as { userId: string }).userId

  it('gets a session of its own with the next page, and the earlier one ends', async () => {
    const { client, earlier } = await switchAccount(11)
    const { response } = await client.open('/')
    expect([response.status, await response.text()]).toEqual([200, expect.not.stringContaining('林晓彤')])
    expect(await userOf(client)).toBe('zhaoguoqiang')
    expect(await statuses(earlier)).toEqual([401, 401])
  })

  it('shows the earlier member while WeCom is away, until the last sign-in is 30 minutes old', async () => {
    const { client } = await switchAccount(29)
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/auth/getuserinfo', status: 502 }])
    expect((await client.open('/')).response.status).toBe(200)
    expect(await userOf(client)).toBe('linxiaotong')

    await ageSession(fleet, client, MINUTE)
    for (let tries = 0; tries < 2; tries++) {
      const { response, visited } = await client.open('/')
      expect([response.status, new URL(visited.at(-1)!).pathname]).toEqual([502, '/auth/callback'])
      expect(await response.text()).not.toContain('林晓彤')
    }
    fleet.simulator.world.faults.replace([])
    expect((await client.open('/')).response.status).toBe(200)
    expect(await userOf(client)).toBe('zhaoguoqiang')
  })

  it('ends with a notice, not in a circle, when WeCom refuses every code', async () => {
    const { client } = await switchAccount(31)
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/auth/getuserinfo', errcode: 40029 }])
    const { response, visited } = await client.open('/')
    expect([response.status, new URL(visited.at(-1)!).pathname]).toEqual([400, '/auth/login'])
    expect(await response.text()).toContain('登录未完成')
  })

  it('shows nothing of the earlier member to a person who is no member', async () => {
    const { client, earlier } = await switchAccount(11)
    Object.assign(findMember(fleet.simulator.world, 'zhaoguoqiang')!, { status: 2 })
    expect((await client.open('/')).response.status).toBe(403)
    expect(await statuses(earlier)).toEqual([401, 401])
    expect((await client.open('/')).response.status).toBe(403)
    await expectPrinted(fleet.app(0), /"action":"session_ended".*"not_a_member"/)
  })
})
