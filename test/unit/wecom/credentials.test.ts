import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { Request } from '../../../server/upstream/request.ts'
import { UpstreamRefusedError } from '../../../server/upstream/upstream-error.ts'
import { createCredentials } from '../../../server/wecom/credentials.ts'
import { createPageSigner } from '../../../server/wecom/jssdk/page-signer.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { eventually } from '../../support/eventually.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { runs } from '../../support/property-runs.ts'

const tickets = {
  'get_jsapi_ticket': () => ({ errcode: 0, ticket: 'corp-ticket', expires_in: 7_200 }),
  'ticket/get': (query: URLSearchParams) =>
    ({ errcode: 0, ticket: `agent-ticket:${query.get('type')}`, expires_in: 7_200 }),
}
const tokenAnswer = (access_token: string) => ({ errcode: 0, access_token, expires_in: 7_200 })
const dead = { errcode: 40014, errmsg: 'invalid access_token', userid: '' }
const schema = v.object({ userid: v.string() })
const userGet = (client: ReturnType<typeof createFakeWecom>['client']) =>
  client.call({ endpoint: 'user/get', schema })

const signer = {
  identity: { corpId: 'ww1', agentId: '1' },
  siteOrigins: ['https://sidebar.example.com'],
  now: Date.now,
}

describe('credentials', () => {
  it('fetches each once for ten thousand URLs and never mixes the tickets', async () => {
    const { client, calls } = createFakeWecom(tickets)
    const sign = createPageSigner({ ...signer, credentials: client.credentials })
    await Promise.all(Array.from({ length: 10_000 }, (_, i) => sign(`https://sidebar.example.com/?i=${i}`)))
    expect(calls.sort()).toEqual(['get_jsapi_ticket', 'gettoken', 'ticket/get'])
    expect(await client.credentials.corpTicket.get()).toBe('corp-ticket')
    expect(await client.credentials.agentTicket.get()).toBe('agent-ticket:agent_config')
  })

  it('renews a token that died early and repeats the call, once for three hundred callers', async () => {
    const { client, count } = createFakeWecom({
      'user/get': query => query.get('access_token') === 'token-1' ? dead : { errcode: 0, userid: 'a' },
    })
    await client.credentials.accessToken.get()
    const answers = await Promise.all(Array.from({ length: 300 }, () => userGet(client)))
    expect(answers.every(answer => answer.userid === 'a')).toBe(true)
    expect(count('gettoken')).toBe(2)
  })

  it('repeats a call once only', async () => {
    const { client, count } = createFakeWecom({ 'user/get': () => dead })
    await expect(userGet(client)).rejects.toMatchObject({ errcode: 40014 })
    expect(count('user/get')).toBe(2)
    expect(count('gettoken')).toBe(2)
  })

  it.each([40001, 40013, 41001, 48002, 60020, 84061])('does not renew on %i', async (errcode) => {
    const { client, count } = createFakeWecom({ 'user/get': () => ({ errcode }) })
    await expect(userGet(client)).rejects.toMatchObject({ errcode })
    expect([count('gettoken'), count('user/get')]).toEqual([1, 1])
  })

  it('sends a wrong secret once for any number of requests', async () => {
    const { client, count } = createFakeWecom({ gettoken: () => ({ errcode: 40001, errmsg: 'invalid credential' }) })
    for (let i = 0; i < 100; i++) await expect(userGet(client)).rejects.toBeInstanceOf(UpstreamRefusedError)
    expect(count('gettoken')).toBe(1)
  })

  it.each([
    { expires_in: 7_200 },
    { access_token: '', expires_in: 7_200 },
    { access_token: 't' },
    { access_token: 't', expires_in: '7200' },
    { access_token: 't', expires_in: 0 },
    { access_token: 't', expires_in: -1 },
  ])('refuses %j and does not keep it', async (answer) => {
    const { client, count } = createFakeWecom({
      gettoken: (_query, _body, call) => call === 1 ? { errcode: 0, ...answer } : tokenAnswer('good'),
    })
    await expect(client.credentials.accessToken.get()).rejects.toMatchObject({ reason: 'bad_body' })
    expect(await client.credentials.accessToken.get()).toBe('good')
    expect(count('gettoken')).toBe(2)
  })

  it('shares nothing between two configurations that differ in anything', async () => {
    const text = fc.constantFrom('a', 'b', 'a:b', 'b:a', ':')
    const apiBase = fc.constantFrom('http://one.test', 'http://two.test')
    const fields = { corpId: text, agentId: text, agentSecret: text, apiBase }
    const configuration = fc.record(fields, { noNullPrototype: true })
    const several = fc.uniqueArray(configuration, { minLength: 2, maxLength: 4, comparator: isDeepStrictEqual })
    await fc.assert(fc.asyncProperty(several, async (configurations) => {
      const store = createMemoryStore()
      const tokens = new Map<object, string>()
      for (const [index, identity] of configurations.entries()) {
        const { client } = createFakeWecom({ gettoken: () => tokenAnswer(`of ${index}`) }, { store, ...identity })
        tokens.set(identity, await client.credentials.accessToken.get())
      }
      expect([...tokens.values()]).toEqual(configurations.map((_, index) => `of ${index}`))
    }), runs(100))
  })

  it('shares nothing between agents or between secrets of one store', async () => {
    const store = createMemoryStore()
    const tokenOf = (agentId: string, agentSecret: string) => createFakeWecom({
      gettoken: query => tokenAnswer(`of ${agentId} ${query.get('corpsecret')}`),
    }, { store, agentId, agentSecret }).client.credentials.accessToken.get()
    expect(await tokenOf('1', 'first')).toBe('of 1 first')
    expect(await tokenOf('2', 'first')).toBe('of 2 first')
    expect(await tokenOf('1', 'reset')).toBe('of 1 reset')
    expect(await tokenOf('1', 'first')).toBe('of 1 first')
  })
})

describe('what the store keeps of them', () => {
  /** A client, and the last part of each key that it writes. */
  function watch(endpoints: Parameters<typeof createFakeWecom>[0]) {
    const store = createMemoryStore()
    const keys: string[] = []
    const write = (key: string) => void keys.push(key.replace('wecom:ww0000000000000001:1000002:', ''))
    const { client } = createFakeWecom({ ...tickets, ...endpoints }, { store: {
      ...store,
      set: (key, ...rest) => {
        write(key)
        return store.set(key, ...rest)
      },
      acquire: async (lock, ttlMs) => {
        const lease = await store.acquire(lock, ttlMs)
        return lease && { ...lease, set: (key, ...rest) => {
          write(key)
          return lease.set(key, ...rest)
        } }
      },
    } })
    const names = () => keys.map(key => key.replace(/^[0-9a-f]{16}:/, '')).sort()
    return { credentials: client.credentials, names }
  }

  it('has a place for each kind, named after corp, agent and a fingerprint of the rest', async () => {
    const { credentials, names } = watch({})
    await credentials.corpTicket.get()
    await credentials.agentTicket.get()
    expect(names()).toEqual(['access_token', 'agent_ticket', 'corp_ticket'])
  })

  it.each(['corpTicket', 'agentTicket'] as const)('a refused token is no refused %s', async (ticket) => {
    const { credentials, names } = watch({ gettoken: () => ({ errcode: 40001 }) })
    await expect(credentials[ticket].get()).rejects.toMatchObject({ errcode: 40001 })
    expect(names()).toEqual(['access_token:refused'])
  })

  it.each([
    ['corpTicket', 'corp_ticket', 'get_jsapi_ticket'], ['agentTicket', 'agent_ticket', 'ticket/get'],
  ] as const)('a refused set-up of the %s is kept, a call too many is not', async (ticket, kind, endpoint) => {
    const refused = watch({ [endpoint]: () => ({ errcode: 48002 }) })
    await expect(refused.credentials[ticket].get()).rejects.toMatchObject({ errcode: 48002 })
    expect(refused.names()).toEqual(['access_token', `${kind}:refused`])
    const throttled = watch({ [endpoint]: () => ({ errcode: 45009 }) })
    await expect(throttled.credentials[ticket].get()).rejects.toMatchObject({ errcode: 45009 })
    expect(throttled.names()).toEqual(['access_token'])
  })
})

it('a renewal that fails in the background is reported with its kind', async () => {
  const clock = createManualClock()
  const failures: unknown[] = []
  const refusal = new UpstreamRefusedError(WECOM, 'get_jsapi_ticket', 48002)
  let isRefused = false
  const request: Request = async ({ endpoint, schema }) => {
    if (isRefused && endpoint === 'get_jsapi_ticket') throw refusal
    return v.parse(schema, { access_token: 'token', ticket: 'ticket', expires_in: 7_200 })
  }
  const { corpTicket } = createCredentials({
    identity: { corpId: 'ww1', agentId: '1', agentSecret: 'secret', apiBase: 'http://wecom.test' },
    request, clock, vault: createPlainVault(createMemoryStore(clock.monotonic)),
    onRefreshFailure: (...failure) => void failures.push(failure),
  })
  await corpTicket.get()
  isRefused = true
  clock.advance(115 * 60_000)
  expect(await corpTicket.get()).toBe('ticket')
  await eventually(() => expect(failures).toEqual([['corp_ticket', expect.objectContaining({ errcode: 48002 })]]))
})
