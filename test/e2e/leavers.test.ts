import { afterAll, beforeAll, expect, it } from 'vitest'
import { CLIENT_COOKIE } from '../../simulator/oauth/client-cookie.ts'
import { findMember } from '../../simulator/world/people.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { ageConfirmations } from './support/age-confirmations.ts'
import { ageSession } from './support/age-session.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { createWebview, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const MINUTE = 60_000
const SIZE = 4
const [LEAVER, DISABLED, ADMIN, COLLEAGUE] = ['linxiaotong', 'chenzhiyuan', 'wangsiqi', 'zhaoguoqiang']
/** Members that share a client. */
const [EARLIER, LATER] = ['service0001', 'service0002']

/** One story: each part begins with what the part before has left. */
describeWithRedis('four processes, with Redis going away in between', () => {
  let fleet: Fleet
  let leaver: Webview
  let disabled: Webview
  let admin: Webview
  let colleague: Webview
  /** The client that two members use, and a copy of the cookies that the first of them had. */
  let shared: Webview
  let earlier: Webview
  beforeAll(async () => {
    fleet = await startFleet(SIZE, () => ({ NUXT_ADMIN_USER_IDS: ADMIN }))
    const enter = (userId: string) => signIn(fleet, { userId })
    leaver = await enter(LEAVER)
    disabled = await enter(DISABLED)
    admin = await enter(ADMIN)
    colleague = await enter(COLLEAGUE)
    shared = await enter(EARLIER)
    earlier = createWebview(fleet, shared.cookies)
  })
  afterAll(() => fleet.close())

  const world = () => fleet.simulator.world
  const everywhere = <T>(read: (answer: Response) => T, member: Webview, path = '/api/session') =>
    Promise.all(fleet.origins.map(async origin => read(await member.get(origin + path))))
  const statuses = (member: Webview, path?: string) => everywhere(({ status }) => status, member, path)
  const all = <T>(value: T): T[] => Array<T>(SIZE).fill(value)
  /** A loaded machine can make Redis seem away for a moment; after an outage each process notices its end by itself. */
  const soon = (member: Webview, status: number, path?: string) =>
    eventually(async () => expect(await statuses(member, path)).toEqual(all(status)))
  const soonAdmin = (member: Webview, admin: boolean) =>
    eventually(async () => expect(await everywhere(isAdmin, member)).toEqual(all(admin)))
  const isAdmin = async (answer: Response) => (await answer.json() as { admin: boolean }).admin

  it('go on with the members they know when Redis goes away', async () => {
    await ageSession(fleet, shared, 11 * MINUTE)
    world().faults.replace([{ path: '/cgi-bin/user/get', status: 502 }])
    await ageConfirmations(fleet, 11 * MINUTE)
    const members = [leaver, disabled, admin, colleague, shared]
    for (const member of members) await soon(member, 200)
    fleet.redis.hang()
    for (const member of members) expect(await statuses(member)).toEqual(all(200))
  })

  it('refuse the leaver and the disabled member without Redis, as soon as WeCom says so', async () => {
    const { members } = world().scenario
    members.splice(members.findIndex(({ userId }) => userId === LEAVER), 1)
    findMember(world(), DISABLED)!.status = 2
    world().faults.replace([])
    for (const gone of [leaver, disabled]) await soon(gone, 503)
    expect(await statuses(colleague)).toEqual(all(200))
  })

  it('show the earlier member of a client without Redis, because no session can be replaced', async () => {
    world().clients.find(shared.cookies.get(CLIENT_COOKIE)!)!.userId = LATER
    expect((await shared.open('/')).visited).toHaveLength(1)
  })

  it('end all their sessions when Redis is back, and forget them: the next outage brings none back', async () => {
    fleet.redis.goOn()
    for (const gone of [leaver, disabled]) await soon(gone, 401)
    // After half an hour, each page asks who uses the client, not only one in a minute.
    await ageSession(fleet, shared, 20 * MINUTE)
    await eventually(async () => {
      await shared.open('/')
      expect(await (await shared.get('/api/session')).json()).toMatchObject({ userId: LATER })
    })
    await soon(earlier, 401)
    fleet.redis.hang()
    for (const gone of [leaver, disabled, earlier]) expect(await statuses(gone)).toEqual(all(503))
    expect(await statuses(colleague)).toEqual(all(200))
    fleet.redis.goOn()
  })

  it('give a former admin no rights after the restart that changes the list', async () => {
    await soon(admin, 200, '/api/audit')
    const changes = { NUXT_ADMIN_USER_IDS: COLLEAGUE }
    await Promise.all(fleet.origins.map((_origin, process) => fleet.restart(process, 'SIGTERM', changes)))
    await soonAdmin(colleague, true)
    await soonAdmin(admin, false)
    expect(await statuses(admin, '/api/audit')).toEqual(all(404))
  })

  it('let none of them in again when Redis goes away, and comes back empty', async () => {
    await fleet.redis.kill()
    for (const gone of [leaver, disabled, earlier]) expect(await statuses(gone)).toEqual(all(503))
    expect(await everywhere(isAdmin, admin)).toEqual(all(false))
    await fleet.redis.restart()
    for (const gone of [leaver, disabled, earlier]) await soon(gone, 401)
    for (const [member, status] of [[leaver, 403], [disabled, 403], [colleague, 200]] as const) {
      await eventually(async () => expect((await member.open('/')).response.status).toBe(status))
    }
    await soon(colleague, 200)
  })
})
