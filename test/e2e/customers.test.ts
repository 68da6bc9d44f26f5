import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  manyFollowers,
  stranger,
  wecomCustomer,
  withoutUnionId,
  withUnionId,
} from '../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import type { CustomerPage, CustomerProfile } from '../../shared/types/customer.ts'
import { eventually } from '../support/eventually.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack()
  webview = await signIn(stack)
})
afterAll(() => stack.close())

const ask = (externalUserId: string, by = webview) => by.get(`/api/customers/${externalUserId}`)
const profileOf = async (externalUserId: string) => await (await ask(externalUserId)).json() as CustomerProfile

describe('GET /api/customers/:externalUserId', () => {
  it('shows a follower the whole customer, unionid included', async () => {
    const answer = await ask(withUnionId.externalUserId)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({
      name: '张伟',
      unionId: withUnionId.unionId,
      avatar: expect.stringMatching(/^https:\/\/wx\.qlogo\.cn\//),
      relation: {
        remark: '张伟（滨江全屋）',
        maskedMobiles: ['138****8000', '0571-****-6666'],
        contactWayState: 'spring2026',
        addedBy: 'customer',
      },
      followUserCount: 2,
    })
  })

  it('sends no data of colleagues, no full phone number and no unsafe link', async () => {
    const texts = await Promise.all(
      [withUnionId, wecomCustomer].map(async ({ externalUserId }) => (await ask(externalUserId)).text()),
    )
    expect(texts.join()).not.toMatch(/同事|chenzhiyuan|13911112222|13800138000|13666668888|javascript|http:/)
  })

  it('finds the 1,201st follower', async () => {
    expect(await profileOf(manyFollowers.externalUserId)).toMatchObject({
      name: '周敏',
      followUserCount: 1_201,
      relation: { remark: '周敏（老客户）', addedBy: 'colleague' },
    })
  })

  it('decodes its path once', async () => {
    const { externalUserId: id } = withUnionId
    const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`
    expect((await ask(encoded)).status).toBe(200)
    expect((await ask(encoded.replace('%', '%25'))).status).toBe(400)
  })

  it('gives the same answer for "not yours" and "does not exist"', async () => {
    const [foreign, invented] = await Promise.all([ask(stranger.externalUserId), ask('wmDoesNotExist')])
    const bodies = [await foreign.json(), await invented.json()] as { requestId: string }[]
    expect([foreign.status, invented.status]).toEqual([404, 404])
    const [one, two] = bodies.map(({ requestId, ...rest }) => rest)
    expect(one).toEqual({ code: 'customer_not_found', message: 'This is not a customer of yours.' })
    expect(two).toEqual(one)
    expect([...foreign.headers.keys()]).toEqual([...invented.headers.keys()])
  })

  it('takes the member from the session only', async () => {
    const tricks = [`?userid=wangsiqi`, `?userId=wangsiqi&member=wangsiqi`]
    for (const query of tricks) expect((await ask(stranger.externalUserId + query)).status).toBe(404)
    const headers = {
      'x-user-id': 'wangsiqi',
      'cookie': `${[...webview.cookies].map(pair => pair.join('=')).join('; ')}; userid=wangsiqi; userId=wangsiqi`,
    }
    expect((await webview.get(`/api/customers/${stranger.externalUserId}`, { headers })).status).toBe(404)
    expect((await ask(stranger.externalUserId, await signIn(stack, { userId: 'wangsiqi' }))).status).toBe(200)
  })

  it('says why a unionid is missing', async () => {
    const { world } = stack.simulator
    const reasonOf = async (id: string) => (await profileOf(id)).unionIdMissing
    expect(await reasonOf(withUnionId.externalUserId)).toBeUndefined()
    expect(await reasonOf(withoutUnionId.externalUserId)).toBe('not_returned_yet')
    expect(await reasonOf(wecomCustomer.externalUserId)).toBe('wecom_contact')

    const fresh = await startStack()
    const page = await signIn(fresh)
    const freshReason = async (id: string) => (await (await ask(id, page)).json() as CustomerProfile).unionIdMissing
    const ids = world.scenario.customers
      .filter(
        customer =>
          customer.type === 1
          && !customer.unionIdPending
          && customer.follows.some(follow => follow.userId === 'linxiaotong'),
      )
      .map(customer => customer.externalUserId)
    fresh.simulator.world.changeSettings({ developerAccount: 'unbound' })
    expect(await freshReason(ids[0]!)).toBe('developer_account_not_bound')
    fresh.simulator.world.changeSettings({ appKind: 'thirdParty' })
    expect(await freshReason(ids[1]!)).toBe('third_party_app')
    fresh.simulator.world.changeSettings({ appKind: 'selfBuilt', developerAccount: 'bound' })
    expect(await freshReason(ids[2]!)).toBeUndefined()
    fresh.simulator.world.changeSettings({ developerAccount: 'otherSubject' })
    const reasons = []
    for (const id of ids.slice(3, 9)) reasons.push(await freshReason(id))
    expect(reasons.at(0)).toBe('not_returned_yet')
    expect(reasons.at(-1)).toBe('subject_mismatch')
    await fresh.close()
  })
})

describe('when WeCom fails', () => {
  // A process remembers failures, so each case has its own process.
  async function failWith(fault: object) {
    const failing = await startStack()
    const page = await signIn(failing)
    failing.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', ...fault }])
    const answer = await ask('wmAnybody', page)
    await failing.close()
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      body: (await answer.json()) as Record<string, unknown>,
    }
  }

  it.each([
    [45009, 503, 'wecom_busy', '60'],
    [-1, 503, 'wecom_busy', '5'],
    [48002, 502, 'wecom_config', '30'],
    [60020, 502, 'wecom_config', '30'],
  ])('errcode %i becomes %i %s', async (errcode, status, code, retryAfter) => {
    const answer = await failWith({ errcode })
    expect([answer.status, answer.body.code, answer.retryAfter]).toEqual([status, code, retryAfter])
    expect(answer.body.fix).toBeUndefined()
  })

  it.each<[string, object, number]>([
    ['an error page', { status: 502 }, 502],
    ['rubbish', { body: '<html>' }, 502],
    ['silence', { hang: true }, 504],
  ])('%s becomes wecom_unavailable', async (_name, fault, status) => {
    const answer = await failWith(fault)
    expect([answer.status, answer.body.code]).toEqual([status, 'wecom_unavailable'])
  })

  it('gives admins the fix', async () => {
    const managed = await startStack({ NUXT_ADMIN_USER_IDS: 'linxiaotong' })
    const admin = await signIn(managed)
    managed.simulator.world.changeSettings({ customerContactApp: false })
    const fixes = [
      ['en', 'Tick the app in Customer Contact (客户联系)'], ['zh-CN', '勾选本应用'], ['', '勾选本应用'],
    ] as const
    for (const [language, fix] of fixes) {
      const answer = await admin.get(`/api/customers/${withUnionId.externalUserId}`, {
        headers: { 'accept-language': language },
      })
      expect(await answer.json()).toMatchObject({ code: 'wecom_config', fix: expect.stringContaining(fix) })
    }
    managed.simulator.world.changeSettings({ customerContactApp: true })
    await managed.close()
  })

  it('S6: an unknown refusal is a refusal, told to members by its errcode, to admins in WeCom\'s words', async () => {
    const managed = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
    const [member, admin] = [await signIn(managed), await signIn(managed, { userId: 'chenzhiyuan' })]
    for (const errcode of [48009, 40058, 40031, 41048, 84062, 95000, 987654]) {
      managed.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', errcode }])
      const before = managed.calls('externalcontact/get')
      const ask = (by: Webview) => by.get('/api/customers/wmUnknown-refusal', { headers: { 'accept-language': 'en' } })
      const [told, advised] = [await ask(member), await ask(admin)]
      expect(managed.calls('externalcontact/get') - before).toBe(2)
      expect(told.status).toBe(502)
      expect(await told.json()).toEqual({
        code: 'wecom_refused', message: `WeCom refused this call. (errcode ${errcode})`, requestId: expect.any(String),
      })
      const { fix } = await advised.json() as { fix: string }
      expect(fix).toMatch(new RegExp(`errcode ${errcode}: "[a-zA-Z ]+" \\(hint: \\d+_\\d+_\\w+\\).*e=${errcode}$`))
      const logged = new RegExp(`answered errcode ${errcode}: [a-zA-Z ]+ \\(hint \\d+_\\d+_`)
      await eventually(() => expect(managed.app().output()).toMatch(logged))
    }
    expect(managed.app().output()).not.toContain('wmUnknown-refusal')
    await managed.close()
  })
})

describe('GET /api/customers', () => {
  it('lists all pages of the member\'s own customers, and none of a colleague', async () => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = (await (
        await webview.get(`/api/customers${cursor ? `?cursor=${cursor}` : ''}`)
      ).json()) as CustomerPage
      found.push(...page.customers.map(customer => customer.externalUserId))
      cursor = page.nextCursor
    } while (cursor)
    const own = stack.simulator.world.scenario.customers.filter(customer =>
      customer.follows.some(follow => follow.userId === 'linxiaotong'),
    )
    expect(found.sort()).toEqual(own.map(customer => customer.externalUserId).sort())
    expect(found).not.toContain(stranger.externalUserId)
  })

  it('is empty for a member without customers', async () => {
    expect(await (await (await signIn(stack, { userId: 'zhaoguoqiang' })).get('/api/customers')).json()).toEqual({
      customers: [],
      recent: [],
    })
  })
})

describe('GET /api/groups/:chatId', () => {
  it('shows the group to its members only', async () => {
    const path = `/api/groups/${decorationGroup.chatId}`
    expect(await (await webview.get(path)).json()).toMatchObject({ name: '滨江装修交流群', memberCount: 4, externalCount: 2 })
    const outsider = await signIn(stack, { userId: 'zhaoguoqiang' })
    for (const url of [path, '/api/groups/wrDoesNotExist']) {
      const answer = await outsider.get(url)
      expect([answer.status, (await answer.json() as { code: string }).code]).toEqual([404, 'group_not_found'])
    }
  })
})

describe('without a session', () => {
  it('every route for members answers 401 and sends nothing to WeCom', async () => {
    stack.simulator.world.log.clear()
    const visitor = createWebview(stack)
    for (const path of [
      '/api/session', '/api/customers', `/api/customers/${withUnionId.externalUserId}`,
      `/api/groups/${decorationGroup.chatId}`, `/api/jssdk/signatures?url=${encodeURIComponent(`${stack.url}/`)}`,
    ]) {
      const answer = await visitor.get(path)
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'session_required'])
    }
    expect(Object.entries(stack.simulator.world.log.counts()).filter(([path]) => path.startsWith('/cgi-bin/'))).toEqual(
      [],
    )
  })
})
