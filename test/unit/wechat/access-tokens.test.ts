import { describe, expect, it } from 'vitest'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import type { Fetch } from '../../../server/upstream/transport.ts'
import { createAccessTokens } from '../../../server/wechat/access-tokens.ts'
import { getOfficialAccountUser } from '../../../server/wechat/official-account-user.ts'
import { createWechatRequest } from '../../../server/wechat/wechat-request.ts'
import { createManualClock, realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const app = { appId: 'wx0000000000000002', secret: 'CANARY-secret' }
type Answer = Record<string, unknown>

interface Script {
  token?: (call: number) => Answer
  user?: (token: string, openId: string) => Answer
}

const tokenAnswer = (access_token: string) => ({ access_token, expires_in: 7_200 })

/** A WeChat in memory that answers by a script; by default, stable_token returns token-1, token-2, … */
function createWechat(script: Script = {}, clock = realClock) {
  const calls: { path: string, method: string, body?: string, query: URLSearchParams }[] = []
  const count = (path: string) => calls.filter(call => call.path === path).length
  const fetch: Fetch = async (url, { method, body }) => {
    const { pathname, searchParams: query } = new URL(url)
    calls.push({ path: pathname, method, body: body?.toString(), query })
    const answer = pathname === '/cgi-bin/stable_token'
      ? script.token?.(count(pathname)) ?? tokenAnswer(`token-${count(pathname)}`)
      : script.user?.(query.get('access_token')!, query.get('openid')!)
        ?? { subscribe: 1, openid: query.get('openid'), unionid: 'u1' }
    return { status: 200, headers: new Headers(), body: (async function* () {
      yield Buffer.from(JSON.stringify(answer))
    })() }
  }
  const open = (store: KeyValueStore) => {
    const request = createWechatRequest('http://wechat.test', fetch, createClockSkew(clock))
    const withTokenOf = createAccessTokens({ request, apiBase: 'http://wechat.test', vault: createPlainVault(store), clock, onRefreshFailure: () => {} })
    return (openId: string, of = app) => getOfficialAccountUser(request, withTokenOf(of), openId)
  }
  return { calls, tokens: () => count('/cgi-bin/stable_token'), open }
}

describe('the access token of an official account', () => {
  it('is fetched once for four processes with 250 calls each, with the secret only in the body', async () => {
    const { calls, tokens, open } = createWechat()
    const store = createMemoryStore()
    const processes = Array.from({ length: 4 }, () => open(store))
    const calling = processes.flatMap(getUser => Array.from({ length: 250 }, (_, i) => getUser(`o${i}`)))
    for (const user of await Promise.all(calling)) expect(user).toEqual({ isSubscribed: true, unionId: 'u1' })
    expect(tokens()).toBe(1)
    const [fetched] = calls
    expect(fetched).toMatchObject({ path: '/cgi-bin/stable_token', method: 'POST' })
    expect(JSON.parse(fetched!.body!))
      .toEqual({ grant_type: 'client_credential', appid: app.appId, secret: app.secret })
    expect(calls.map(({ query }) => query.toString()).join()).not.toContain('CANARY')
    expect(Object.fromEntries(calls.at(-1)!.query)).toEqual({ access_token: 'token-1', openid: 'o249', lang: 'zh_CN' })
  })

  it('is kept in the memory of each process', async () => {
    const store = createMemoryStore()
    let reads = 0
    const getUser = createWechat().open({ ...store, entry(key) {
      reads++
      return store.entry(key)
    } })
    await getUser('o1')
    const first = reads
    for (let i = 2; i < 10; i++) await getUser(`o${i}`)
    expect(reads).toBe(first)
  })

  it.each([40001, 40014, 42001])('is renewed once for 200 callers when WeChat ends it early (%i)', async (errcode) => {
    const { tokens, open } = createWechat({
      user: (token, openid) => token === 'token-1' ? { errcode } : { subscribe: 0, openid },
    })
    const getUser = open(createMemoryStore())
    const users = await Promise.all(Array.from({ length: 200 }, () => getUser('o1')))
    expect(users.every(user => !user.isSubscribed)).toBe(true)
    expect(tokens()).toBe(2)
  })

  it('is renewed only once for a call, even if the new one is dead too', async () => {
    const { calls, open } = createWechat({ token: () => tokenAnswer('dead'), user: () => ({ errcode: 40001 }) })
    const getUser = open(createMemoryStore())
    await expect(getUser('o1')).rejects
      .toMatchObject({ name: 'UpstreamRefusedError', errcode: 40001, errcodeClass: 'token_dead' })
    expect(calls.filter(({ path }) => path === '/cgi-bin/user/info')).toHaveLength(2)
  })

  it.each([40013, 40125, 40164, 40001])('is fetched once in half a minute after refusal %i', async (errcode) => {
    const clock = createManualClock()
    const { tokens, open } = createWechat({ token: () => ({ errcode, errmsg: `invalid CANARY-secret` }) }, clock)
    const store = createMemoryStore(clock.monotonic)
    const processes = [open(store), open(store)]
    for (let i = 0; i < 20; i++) {
      const error: Error = await processes[i % 2]!('o1')
        .then(() => expect.fail('it succeeded'), (thrown: Error) => thrown)
      expect(error).toMatchObject({ name: 'UpstreamRefusedError', errcode, errcodeClass: 'config' })
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('CANARY')
    }
    expect(tokens()).toBe(1)
    clock.advance(30_001)
    await expect(processes[0]!('o1')).rejects.toMatchObject({ errcode })
    expect(tokens()).toBe(2)
  })

  it('is not shared between apps, or between an old and a new secret', async () => {
    const { tokens, open } = createWechat()
    const store = createMemoryStore()
    const getUser = open(store)
    await getUser('o1')
    await getUser('o1', { ...app, appId: 'wx0000000000000003' })
    await open(store)('o1', { ...app, secret: 'another' })
    expect(tokens()).toBe(3)
  })

  it.each([
    { access_token: '', expires_in: 7_200 },
    { access_token: 't' },
    { access_token: 't', expires_in: '7200' },
    { access_token: 't', expires_in: 0 },
  ])('is not taken from %j', async (bad) => {
    const { open } = createWechat({ token: call => call === 1 ? bad : tokenAnswer('good') })
    const getUser = open(createMemoryStore())
    await expect(getUser('o1')).rejects.toMatchObject({ name: 'UpstreamUnavailableError', reason: 'bad_body' })
    expect(await getUser('o1')).toEqual({ isSubscribed: true, unionId: 'u1' })
  })
})

describe('user/info', () => {
  it.each([
    [{ subscribe: 0, openid: 'o1' }, { isSubscribed: false, unionId: undefined }],
    [{ subscribe: 1, openid: 'o1' }, { isSubscribed: true, unionId: undefined }],
    [{ subscribe: 1, openid: 'o1', unionid: '' }, { isSubscribed: true, unionId: undefined }],
  ])('reads %j', async (answer, user) => {
    expect(await createWechat({ user: () => answer }).open(createMemoryStore())('o1')).toEqual(user)
  })

  it.each([
    {},
    { subscribe: '1', openid: 'o1' },
    { subscribe: 1, openid: 'o1', unionid: '../x' },
  ])('refuses %j', async (answer) => {
    const getUser = createWechat({ user: () => answer }).open(createMemoryStore())
    await expect(getUser('o1')).rejects.toMatchObject({ reason: 'bad_body' })
  })
})
