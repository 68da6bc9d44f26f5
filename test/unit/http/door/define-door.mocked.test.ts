import { setImmediate as turn } from 'node:timers/promises'
import { createApp, createError, createRouter, toWebHandler } from 'h3'
import type { H3Error, H3Event } from 'h3'
import * as v from 'valibot'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../server/errors/app-error.ts'
import { defineDoor } from '../../../../server/http/door/define-door.ts'
import type { DoorDeclaration, DoorUser } from '../../../../server/http/door/door.ts'
import type { LimitName } from '../../../../server/limits/limit-table.ts'
import type { Held, LimitOwner } from '../../../../server/limits/limits.ts'
import { currentCaller } from '../../../../server/upstream/caller.ts'
import { UpstreamRefusedError } from '../../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../../server/wecom/wecom-upstream.ts'
import { eventually } from '../../../support/eventually.ts'
import type { SessionMember } from '../../../../shared/types/session.ts'

/** WeCom does not answer. */
const never = new Promise<never>(() => {})
const SITE = 'https://sidebar.example.com'
const member: SessionMember = { userId: 'lin', admin: false }
const world = vi.hoisted(() => ({
  member: undefined as SessionMember | undefined,
  limit: Infinity,
  used: [] as unknown[],
  kept: [] as unknown[],
  hanging: undefined as 'member' | 'access' | 'work' | undefined,
  isUnattended: undefined as boolean | undefined,
  caller: undefined as unknown,
  trustedProxies: ['127.0.0.1'],
  customersOfMember: ['wmZhang'],
  checks: [] as string[],
}))

vi.mock('../../../../server/services/config.ts', () => ({
  useConfig: () => ({ siteOrigins: [SITE], trustedProxies: world.trustedProxies }),
}))
vi.mock('../../../../server/http/deadline.ts', () => ({
  withDeadline: async <T>(work: Promise<T>, _ms: number, late: () => Error) => {
    if (!world.hanging) return work
    return Promise.race([work, turn().then(() => {
      throw late()
    })])
  },
}))
vi.mock('../../../../server/http/member.ts', () => ({
  readMember: ({ context }: H3Event) => {
    world.isUnattended = context.isUnattended
    return world.hanging === 'member' ? never : Promise.resolve(world.member)
  },
}))
vi.mock('../../../../server/services/services.ts', () => ({
  useServices: () => ({
    requireAccess: async (_userId: string, externalUserId: string, { unchanged = false } = {}) => {
      world.checks.push(unchanged ? `${externalUserId} unchanged` : externalUserId)
      if (world.hanging === 'access') await never
      if (!world.customersOfMember.includes(externalUserId)) throw new AppError('customer_not_found')
    },
    clientAddress: (_remoteAddress: string, forwardedFor = '192.0.2.1') => forwardedFor,
    limits: { spend: async (name: LimitName, owner: LimitOwner) => use(name, owner) },
    startAttempt: async (name: LimitName, owner: LimitOwner, run: (place: Held) => Promise<unknown>) => {
      const place = use(name, owner)
      return run({ undo: place.undo, keep: async () => void world.kept.push(...place.what) })
    },
    verifyRequest: async ({ keyId, path }: { keyId?: string, path: string }) => {
      if (keyId !== 'shop') throw new AppError('api_key_refused')
      world.checks.push(path)
      return { id: keyId, scopes: ['identities:read'] }
    },
  }),
}))

function use(...what: [LimitName, LimitOwner]) {
  if (world.used.length >= world.limit) throw new AppError('too_many_requests', { detail: what[0] })
  world.used.push(what)
  return { what, undo: async () => void world.used.splice(world.used.indexOf(what), 1) }
}

beforeEach(() => {
  Object.assign(world, { member, limit: Infinity, used: [], kept: [], hanging: undefined, checks: [] })
  world.trustedProxies = ['127.0.0.1']
})

/** Sends a request to a door at /door/:externalUserId. @returns the code of the error, or the answer */
async function ask(declaration: Partial<DoorDeclaration>, init: RequestInit & { path?: string } = {}) {
  const whole: DoorDeclaration = { does: 'A test.', who: 'public', answer: 'page', ...declaration }
  const door = defineDoor(whole, async ({ event, services, ...known }) => {
    world.caller = currentCaller()
    return known
  })
  const answerOf = (error: H3Error) => error.cause instanceof AppError ? error.cause.code : error.statusMessage
  const app = createApp({
    onError: (error, event) => event.respondWith(new Response(answerOf(error), { status: 500 })),
  })
  app.use(createRouter().use('/door/:externalUserId', door))
  app.use(() => {
    throw createError({ status: 404, statusMessage: 'no route' })
  })
  const response = await toWebHandler(app)(new Request(`${SITE}${init.path ?? '/door/wmZhang'}`, init))
  const text = await response.text()
  if (response.status === 204) return 'nothing'
  return response.status === 200 ? JSON.parse(text) as unknown : text
}

const post = (headers: Record<string, string> = {}, body?: string): RequestInit => ({
  method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body,
})
const own = { origin: SITE }

describe('the page that sends a change', () => {
  const withCookie: DoorUser[] = ['member', 'follower', 'browser']
  const withoutCookie: DoorUser[] = ['public', 'wecom', { key: 'identities:read' }]
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
  ]

  it.each(withCookie)('must be ours when a cookie identifies the user: %s', async (who) => {
    for (const headers of foreign) expect(await ask({ who }, post(headers))).toBe('cross_site_request')
    expect(await ask({ who }, post({ ...own, 'sec-fetch-site': 'same-origin' }))).not.toBe('cross_site_request')
    expect(await ask({ who }, { headers: { origin: 'https://evil.example' } })).not.toBe('cross_site_request')
  })

  it.each(withoutCookie)('is not checked for other users: %o', async (who) => {
    for (const headers of foreign) expect(await ask({ who }, post(headers))).not.toBe('cross_site_request')
  })

  it('is checked before the session', async () => {
    world.member = undefined
    expect(await ask({ who: 'member' }, post())).toBe('cross_site_request')
    expect(await ask({ who: 'member' }, post(own))).toBe('session_required')
  })
})

describe('the size of a body', () => {
  const body = v.object({ text: v.string() })
  const bytes = (length: number) => post({ 'content-length': String(length) }, JSON.stringify({ text: 'x' }))

  it('is 64 kB at most, or the limit of the door', async () => {
    expect(await ask({ body }, bytes(64 * 1024))).toMatchObject({ body: { text: 'x' } })
    expect(await ask({ body }, bytes(64 * 1024 + 1))).toBe('invalid_request')
    expect(await ask({ body, maxBytes: 100_000 }, bytes(100_000))).toMatchObject({ body: { text: 'x' } })
    expect(await ask({ body, maxBytes: 100_000 }, bytes(100_001))).toBe('invalid_request')
  })
})

describe('the user', () => {
  it('is a member with a session', async () => {
    expect(await ask({ who: 'member' })).toMatchObject({ member })
    world.member = undefined
    expect(await ask({ who: 'member' })).toBe('session_required')
    expect(await ask({ who: 'follower' })).toBe('session_required')
    expect(await ask({ who: 'public' })).toMatchObject({ params: {} })
  })

  it('must be an admin where only admins are allowed, else 404', async () => {
    expect(await ask({ who: 'member', adminOnly: true })).toBe('not_found')
    world.member = { ...member, admin: true }
    expect(await ask({ who: 'member', adminOnly: true })).toMatchObject({ member: world.member })
  })

  it('is not waited for beyond the time limit of the request', async () => {
    world.hanging = 'member'
    expect(await ask({ who: 'member' })).toBe('wecom_unavailable')
    expect(await ask({ who: 'public' })).toMatchObject({ params: {} })
  })

  it.each<DoorDeclaration['asks']>(['store', 'wechat', undefined])(
    'is not authorised beyond the time limit, and WeCom is named: %s', async (asks) => {
      world.hanging = 'access'
      expect(await ask({ who: 'follower', asks })).toBe('wecom_unavailable')
      expect(await ask({ who: 'member', asks })).toMatchObject({ member })
    })

  it('is a follower of the customer in the path', async () => {
    expect(await ask({ who: 'follower' })).toMatchObject({ member, externalUserId: 'wmZhang' })
    expect(await ask({ who: 'follower' }, { path: '/door/wmOther' })).toBe('customer_not_found')
    expect(world.checks).toEqual(['wmZhang', 'wmOther'])
    expect(await ask({ who: 'follower' }, { path: '/door/wm%20' })).toBe('invalid_request')
    expect(await ask({ who: 'member' }, { path: '/door/wmOther' })).toMatchObject({ member })
    expect(world.checks).toHaveLength(2)
  })

  it('is authorised although the page asks by itself, and does not count as present', async () => {
    expect(await ask({ who: 'follower', unattended: true })).toMatchObject({ externalUserId: 'wmZhang' })
    expect([world.checks, world.isUnattended]).toEqual([['wmZhang unchanged'], true])
    expect(await ask({ who: 'follower', unattended: true }, { path: '/door/wmOther' })).toBe('customer_not_found')
    await ask({ who: 'follower' })
    expect(world.isUnattended).toBeUndefined()
  })

  it('is a key with the scope', async () => {
    const headers = { 'x-api-key': 'shop' }
    expect(await ask({ who: { key: 'identities:read' } }, { headers })).toMatchObject({ by: 'api-key:shop' })
    expect(await ask({ who: { key: 'identities:erase' } }, { headers })).toBe('scope_missing')
    expect(await ask({ who: { key: 'identities:read' } })).toBe('api_key_refused')
  })

  it.each<[DoorUser, unknown]>([
    ['member', { kind: 'member', userId: 'lin' }],
    ['follower', { kind: 'member', userId: 'lin' }],
    ['wecom', { kind: 'system' }],
    ['browser', { kind: 'stranger' }],
    ['public', { kind: 'stranger' }],
    [{ key: 'identities:read' }, { kind: 'system' }],
  ])('is known to the calls of an upstream: %o', async (who, caller) => {
    await ask({ who }, { headers: { 'x-api-key': 'shop' } })
    expect(world.caller).toEqual(caller)
  })
})

describe('limits', () => {
  it('count each request of a member', async () => {
    world.limit = 1
    expect(await ask({ who: 'member', limits: ['listPages'] })).toMatchObject({ member })
    expect(world.used).toEqual([['listPages', { member: 'lin' }]])
    expect(await ask({ who: 'member', limits: ['listPages'] })).toBe('too_many_requests')
    expect(await ask({ who: 'member' })).toMatchObject({ member })
  })

  it('count no request that is malformed, and none that a follower may not send', async () => {
    const declaration = { who: 'follower', limits: ['writes'], body: v.strictObject({ a: v.string() }) } as const
    expect(await ask(declaration, post(own, '{"b":1}'))).toBe('invalid_request')
    expect(world.used).toEqual([])
    world.limit = 0
    expect(await ask(declaration, { ...post(own, '{"a":"b"}'), path: '/door/wmOther' })).toBe('too_many_requests')
    expect(world.checks).toEqual([])
  })

  it.each<[string, string[], Record<string, string>, string | undefined]>([
    ['by the address of the socket', [], {}, '192.0.2.1'],
    ['by the address that a known proxy reports', ['127.0.0.1'], { 'x-forwarded-for': '198.51.100.7' }, '198.51.100.7'],
    ['by network for IPv6', ['127.0.0.1'], { 'x-forwarded-for': '2001:db8::1' }, '2001:db8:0:0::/64'],
    ['not by client behind a proxy that is not known', [], { 'x-forwarded-for': '198.51.100.7' }, undefined],
  ])('count strangers %s', async (_how, trustedProxies, headers, client) => {
    world.trustedProxies = trustedProxies
    await ask({ limits: ['memberSessions'] }, { headers })
    expect(world.used).toEqual([['memberSessions', { client }]])
  })
})

describe('a limit of failures', () => {
  const codeRefused = () => new UpstreamRefusedError(WECOM, 'auth/getuserinfo', 40029)
  async function attempt(work: () => Promise<unknown>) {
    const door = defineDoor({ does: 'A test.', who: 'public', answer: 'page', failureLimit: 'signIns', asks: 'wecom' },
      ({ countFailures }) => countFailures(work).then(
        answer => ({ answer }), (error: unknown) => ({ answer: codeOf(error) }),
      ))
    const app = createApp().use('/', door)
    return (await (await toWebHandler(app)(new Request(`${SITE}/`))).json() as { answer: unknown }).answer
  }
  const codeOf = (error: unknown) => error instanceof AppError ? error.code : String(error)

  it.each<[string, () => Promise<unknown>, number]>([
    ['no success', async () => 'signed in', 0],
    ['a refused code', () => Promise.reject(codeRefused()), 1],
    ['a request that is wrong', () => Promise.reject(new AppError('unknown_app')), 1],
    ['no outage', () => Promise.reject(new AppError('wecom_unavailable')), 0],
    ['no wait for a free place', () => Promise.reject(new AppError('too_many_requests')), 0],
    ['no defect of ours', () => Promise.reject(new TypeError('x')), 0],
  ])('counts %s', async (_what, work, count) => {
    await attempt(work)
    const failures = Array(count).fill(['signIns', { client: '192.0.2.1' }])
    expect([world.used, world.kept]).toEqual([failures, failures.flat()])
  })

  it('starts no work without a place', async () => {
    world.limit = 0
    let started = false
    expect(await attempt(async () => started = true)).toBe('too_many_requests')
    expect(started).toBe(false)
  })

  it('counts a failure that comes after the time limit of the request', async () => {
    world.hanging = 'work'
    const { promise: work, reject } = Promise.withResolvers<never>()
    expect(await attempt(() => work)).toBe('wecom_unavailable')
    expect(world.kept).toEqual([])
    reject(codeRefused())
    await eventually(() => expect(world.kept).toHaveLength(2))
  })
})

describe('the input', () => {
  const number = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))

  it('is the output of the schemas', async () => {
    const declaration = {
      params: { externalUserId: v.string() },
      query: { page: number },
      body: v.strictObject({ a: v.string() }),
    }
    const request = { ...post({}, '{"a":"b"}'), path: '/door/wmZhang?page=7' }
    const input = { params: { externalUserId: 'wmZhang' }, query: { page: 7 }, body: { a: 'b' } }
    expect(await ask(declaration, request)).toEqual(input)
  })

  it.each<[string, RequestInit & { path?: string }]>([
    ['a wrong query', { ...post({}, '{"a":"b"}'), path: '/door/wmZhang?page=x' }],
    ['a query given twice', { ...post({}, '{"a":"b"}'), path: '/door/wmZhang?page=1&page=2' }],
    ['an unknown field', { ...post({}, '{"a":"b","c":1}'), path: '/door/wmZhang?page=1' }],
    ['a prototype', { ...post({}, '{"a":"b","__proto__":{"admin":true}}'), path: '/door/wmZhang?page=1' }],
    ['a constructor', { ...post({}, '{"a":"b","constructor":{"prototype":{}}}'), path: '/door/wmZhang?page=1' }],
    ['no JSON', { ...post({}, '{"a":'), path: '/door/wmZhang?page=1' }],
    ['a form', { ...post({ 'content-type': 'text/plain' }, '{"a":"b"}'), path: '/door/wmZhang?page=1' }],
  ])('is refused: %s', async (_name, request) => {
    const declaration = { query: { page: number }, body: v.strictObject({ a: v.string() }) }
    expect(await ask(declaration, request)).toBe('invalid_request')
  })

  it('is checked before the access to the customer', async () => {
    expect(await ask({ who: 'follower', query: { page: number } })).toBe('invalid_request')
    expect(world.checks).toEqual([])
  })
})

it('answers 204 when the answer is nothing', async () => {
  expect(await ask({ answer: 'nothing' })).toBe('nothing')
})
