import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import { createOauth } from '../../../server/wechat/oauth.ts'
import { createWechatRequest } from '../../../server/wechat/wechat-request.ts'
import { WECHAT_OAUTH } from '../../../server/wechat/wechat-upstream.ts'
import { realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'

const app = { appId: 'wx0000000000000001', secret: 'CANARY-secret' }
const CODE = 'CANARYcode'
const TOKEN = 'CANARY-token-of-a-person'
const good = {
  access_token: TOKEN, expires_in: 7200, refresh_token: 'CANARY-refresh', openid: 'o1', scope: 'snsapi_login',
}

let upstream: Upstream
let answers: Record<string, (response: ServerResponse) => void>
let failures: unknown[]
beforeEach(async () => {
  failures = []
  upstream = await startUpstream((_request, response, url) => answers[url.pathname]!(response))
})
afterEach(() => upstream.close())

function exchange(token: object, info: object = { openid: 'o1', unionid: 'u2' }) {
  answers = {
    '/sns/oauth2/access_token': response => json(response, token),
    '/sns/userinfo': response => json(response, info),
  }
  const fetch = createTransport()
  const request = createWechatRequest(upstream.url, fetch, createClockSkew(realClock), WECHAT_OAUTH)
  const onUnionIdFailure = (error: unknown) => void failures.push(error)
  return createOauth({ request, apiBase: upstream.url, vault: createPlainVault(), onUnionIdFailure })(app, CODE)
}
const paths = () => upstream.calls.map(call => call.split('?')[0])

describe('the exchange of a code', () => {
  it('calls as documented, and asks no more when the unionid is there', async () => {
    expect(await exchange({ ...good, unionid: 'u1' })).toEqual({ openId: 'o1', unionId: 'u1', isSnapshot: false })
    const { pathname, searchParams } = new URL(upstream.calls[0]!, upstream.url)
    expect(pathname).toBe('/sns/oauth2/access_token')
    expect(Object.fromEntries(searchParams))
      .toEqual({ appid: app.appId, secret: app.secret, code: CODE, grant_type: 'authorization_code' })
    expect(upstream.calls).toHaveLength(1)
  })

  it.each(['snsapi_login', 'snsapi_userinfo', 'snsapi_base,snsapi_userinfo'])(
    'reads a unionid that is missing, with the token of the person (%s)',
    async (scope) => {
      expect(await exchange({ ...good, scope, unionid: '' })).toMatchObject({ openId: 'o1', unionId: 'u2' })
      const { searchParams } = new URL(upstream.calls[1]!, upstream.url)
      expect(Object.fromEntries(searchParams)).toEqual({ access_token: TOKEN, openid: 'o1', lang: 'zh_CN' })
    },
  )

  it('asks nothing about a person who was not asked, and nothing about a snapshot', async () => {
    expect((await exchange({ ...good, scope: 'snsapi_base' })).unionId).toBeUndefined()
    expect(await exchange({ ...good, is_snapshotuser: 1 })).toMatchObject({ isSnapshot: true, unionId: undefined })
    expect(paths()).toEqual(['/sns/oauth2/access_token', '/sns/oauth2/access_token'])
  })

  it.each([{ errcode: 40003 }, { errcode: 48001 }, { errcode: -1 }, { openid: 'o2', unionid: 'u2' }, {}])(
    'goes on without a unionid when WeChat answers %o',
    async (info) => {
      expect((await exchange(good, info)).unionId).toBeUndefined()
      expect(JSON.stringify(failures.map(String))).not.toMatch(/CANARY/)
    },
  )

  it.each([
    [40029, 'wechat_code_invalid'], [41008, 'wechat_code_invalid'], [42003, 'wechat_code_invalid'],
    [40163, 'wechat_code_used'], [45011, 'wechat_busy'], [40125, 'wechat_config'], [99999, 'wechat_refused'],
  ])('answers errcode %i with %s, and keeps secrets out of the error', async (errcode, code) => {
    const error = await exchange({ errcode, errmsg: `invalid ${CODE} ${app.secret}` }).catch((one: unknown) => one)
    expect(error).toMatchObject({ name: 'UpstreamRefusedError', code, endpoint: 'sns/oauth2/access_token' })
    expect(`${String(error)} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toMatch(/CANARY/)
  })
})
