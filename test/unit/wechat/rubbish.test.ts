import { describe, expect, it } from 'vitest'
import type { WithToken } from '../../../server/upstream/credentials/credential-cache.ts'
import type { Request } from '../../../server/upstream/request.ts'
import { UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import { createAccessTokens } from '../../../server/wechat/access-tokens.ts'
import { codeToSession } from '../../../server/wechat/code-to-session.ts'
import { getOfficialAccountUser } from '../../../server/wechat/official-account-user.ts'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import { createWechatRequest } from '../../../server/wechat/wechat-request.ts'
import { realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { RUBBISH } from '../../support/rubbish.ts'

const app = { appId: 'wx0000000000000001', secret: 'secret' }
const GOOD: Record<string, object> = {
  '/cgi-bin/stable_token': { access_token: 'good', expires_in: 7_200 },
  '/cgi-bin/user/info': { subscribe: 1, openid: 'o1', unionid: 'u1' },
  '/sns/jscode2session': { openid: 'o1', session_key: 'HyVFkGl5F5OQWJZZaNzBBg==' },
}

const ENDPOINTS: [path: string, call: (request: Request, withToken: WithToken) => Promise<unknown>][] = [
  ['/cgi-bin/stable_token', (_request, withToken) => withToken(async token => token)],
  ['/cgi-bin/user/info', (request, withToken) => getOfficialAccountUser(request, withToken, 'o1')],
  ['/sns/jscode2session', request => codeToSession(request, app, 'code')],
]

describe.each(ENDPOINTS)('rubbish instead of an answer of %s', (path, call) => {
  it.each(RUBBISH)('is refused and not kept, and the next good answer works: %s', async (_name, rubbish) => {
    let asked = 0
    const request = createWechatRequest('http://wechat.test', async (url) => {
      const { pathname } = new URL(url)
      const body = pathname === path && ++asked === 1 ? rubbish : JSON.stringify(GOOD[pathname])
      return { status: 200, headers: new Headers(), body: (async function* () {
        yield Buffer.from(body)
      })() }
    }, createClockSkew(realClock))
    const withToken = createAccessTokens({
      request,
      apiBase: 'http://wechat.test',
      vault: createPlainVault(),
      clock: realClock,
      onRefreshFailure: () => {},
    })(app)

    const error = await call(request, withToken).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UpstreamUnavailableError)
    expect(error).toMatchObject({ reason: 'bad_body' })
    await call(request, withToken)
    expect(asked).toBe(2)
  })
})
