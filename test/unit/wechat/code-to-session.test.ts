import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { Vault } from '../../../server/storage/vault.ts'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import type { ErrcodeClass } from '../../../server/upstream/upstream-error.ts'
import { codeToSession, createExchangeCode } from '../../../server/wechat/code-to-session.ts'
import { createWechatRequest } from '../../../server/wechat/wechat-request.ts'
import { realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'

const app = { appId: 'wx0000000000000001', secret: 'CANARY-secret' }
const CODE = 'CANARYcode'
const good = { openid: 'o1', session_key: 'HyVFkGl5F5OQWJZZaNzBBg==', unionid: 'u1' }

let upstream: Upstream
let answer: (response: ServerResponse) => void
beforeEach(async () => {
  upstream = await startUpstream((_request, response) => answer(response))
})
afterEach(() => upstream.close())

const openRequest = () => createWechatRequest(upstream.url, createTransport(), createClockSkew(realClock))
const exchangeOver = (vault: Vault) => createExchangeCode(openRequest(), upstream.url, vault)
const exchange = () => codeToSession(openRequest(), app, CODE)
const failure = () => exchange().then(() => expect.fail('it succeeded'), (error: unknown) => error as Error)

describe('code2Session', () => {
  it.each([[{}], [{ errcode: 0, errmsg: 'ok' }]])('calls as documented, and accepts %o', async (extra) => {
    answer = response => json(response, { ...good, ...extra })
    expect(await exchange()).toEqual({ openId: 'o1', unionId: 'u1', sessionKey: good.session_key })
    const url = new URL(upstream.calls[0]!, upstream.url)
    expect(url.pathname).toBe('/sns/jscode2session')
    expect(Object.fromEntries(url.searchParams))
      .toEqual({ appid: app.appId, secret: app.secret, js_code: CODE, grant_type: 'authorization_code' })
  })

  it.each([[undefined], ['']])('reads unionid %o as none', async (unionid) => {
    answer = response => json(response, { ...good, unionid })
    expect((await exchange()).unionId).toBeUndefined()
  })

  it.each<[number, ErrcodeClass]>([
    [40029, 'bad_code'],
    [40163, 'used_code'],
    [45011, 'busy'],
    [40226, 'blocked_user'],
    [-1, 'busy'],
    [40013, 'config'],
    [40125, 'config'],
    [99999, 'unknown'],
  ])('reads errcode %i as %s, calls once, and keeps secrets out of the error', async (errcode, errcodeClass) => {
    answer = response => json(response, { errcode, errmsg: `invalid ${CODE} ${app.secret}, rid: 1-2-3` })
    const error = await failure()
    expect(error).toMatchObject({ name: 'UpstreamRefusedError', endpoint: 'sns/jscode2session', errcode, errcodeClass })
    expect(upstream.calls).toHaveLength(1)
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(/CANARY/)
  })

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['500', response => json(response, good, 500), 'server_error'],
    ['a redirect', response => response.writeHead(302, { location: 'http://evil.example' }).end(), 'http_status'],
    ['no JSON', response => response.end('<html>'), 'bad_body'],
    ['a bad session key', response => json(response, { ...good, session_key: 'short' }), 'bad_body'],
    ['an invalid openid', response => json(response, { ...good, openid: '../x' }), 'bad_body'],
    ['a huge answer', response => response.end('x'.repeat(5 * 1024 * 1024)), 'too_large'],
    ['a cut connection', response => response.destroy(), 'connection'],
  ])('fails for %s, and keeps secrets out of the error', async (_name, misbehave, reason) => {
    answer = misbehave
    const error = await failure()
    expect(error).toMatchObject({ name: 'UpstreamUnavailableError', endpoint: 'sns/jscode2session', reason })
    expect(upstream.calls).toHaveLength(1)
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(/CANARY/)
  })

  it.each([40013, 40125, 40164, 45009])('keeps refusal %i of an app for half a minute', async (errcode) => {
    let time = 0
    const store = createMemoryStore(() => time)
    const open = () => exchangeOver(createPlainVault(store))
    const processes = [open(), open()] as const
    answer = response => json(response, { errcode })
    for (let i = 0; i < 10; i++) {
      await expect(processes[i % 2]!(app, CODE)).rejects
        .toMatchObject({ name: 'UpstreamRefusedError', errcode, endpoint: 'sns/jscode2session' })
    }
    expect(upstream.calls).toHaveLength(1)

    answer = response => json(response, good)
    expect(await processes[1]({ ...app, secret: 'CANARY-corrected' }, CODE)).toMatchObject({ openId: 'o1' })
    expect(await processes[1]({ ...app, appId: 'wx0000000000000002' }, CODE)).toMatchObject({ openId: 'o1' })
    time = 30_000
    expect(await processes[1](app, CODE)).toMatchObject({ openId: 'o1' })
  })

  const temporary = [40029, 40163, 40226, 45011, -1]
  it.each(temporary)('asks again after a refusal of one user or of this moment: %i', async (errcode) => {
    const exchangeCode = exchangeOver(createPlainVault())
    answer = response => json(response, { errcode })
    await expect(exchangeCode(app, CODE)).rejects.toMatchObject({ errcode })
    answer = response => json(response, good)
    expect(await exchangeCode(app, CODE)).toMatchObject({ openId: 'o1' })
  })
})
