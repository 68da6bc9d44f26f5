import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oddReturnPaths } from '../support/odd-return-paths.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, openWecom, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

/** Goes to WeCom and stops before the redirect back to the app. */
async function callbackOf(webview: Webview, path = '/auth/login?return_to=/'): Promise<string> {
  const login = await webview.get(path)
  const authorize = await webview.get(login.headers.get('location')!)
  return authorize.headers.get('location')!
}

const sessionOf = async (webview: Webview) => (await webview.get('/api/session')).status
const sessionCookie = (webview: Webview) => webview.cookies.get('wecom_session')

describe('sign-in', () => {
  it('is silent inside WeCom and ends on a clean URL', async () => {
    const webview = openWecom(stack)
    const { response, visited } = await webview.open('/?diag=1')
    expect(response.status).toBe(200)
    expect(visited.at(-1)).toBe(`${stack.url}/?diag=1`)
    expect(visited.some(url => url.includes('/connect/oauth2/authorize?'))).toBe(true)
    expect(await (await webview.get('/api/session')).json()).toEqual({
      userId: 'linxiaotong',
      name: '林晓彤',
      admin: false,
    })
  })

  it('sets a cookie that scripts and other sites cannot use', async () => {
    const webview = openWecom(stack)
    const answer = await webview.get(await callbackOf(webview))
    const session = answer.headers.getSetCookie().find(line => line.startsWith('wecom_session='))
    expect(session).toMatch(/^wecom_session=[0-9a-f]{64}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('refuses a missing, invented, used or foreign state, without a call to WeCom', async () => {
    const victim = openWecom(stack)
    const attacker = openWecom(stack, { userId: 'chenzhiyuan' })
    const stolen = await callbackOf(attacker)
    const used = await callbackOf(attacker)
    await attacker.get(used)
    const own = new URL(await callbackOf(victim))
    const variant = (state: string | undefined) => {
      const url = new URL(own)
      if (state === undefined) url.searchParams.delete('state')
      else url.searchParams.set('state', state)
      return url.href
    }
    const before = stack.calls('auth/getuserinfo')
    for (const url of [variant(undefined), variant(''), variant('f'.repeat(64)), variant('A1'), stolen, used]) {
      const answer = await victim.get(url)
      expect(answer.status).toBe(302)
      expect(answer.headers.get('location')).toMatch(/^\/auth\/login\?/)
      expect(sessionCookie(victim)).toBeUndefined()
    }
    expect(stack.calls('auth/getuserinfo')).toBe(before)
  })

  it('opens the page when a signed-in member reloads the callback', async () => {
    const webview = openWecom(stack)
    const callback = await callbackOf(webview)
    await webview.get(callback)
    const before = stack.calls('auth/getuserinfo')
    const { response, visited } = await webview.open(callback)
    expect([response.status, visited.at(-1)]).toEqual([200, `${stack.url}/`])
    expect(stack.calls('auth/getuserinfo')).toBe(before)
  })

  it('starts again, once, when the code was used and the session is gone', async () => {
    const webview = openWecom(stack)
    const callback = await callbackOf(webview)
    await webview.get(callback)
    webview.cookies.delete('wecom_session')
    const { response, visited } = await webview.open(callback)
    expect(response.status).toBe(200)
    expect(visited.filter(url => url.includes('/connect/oauth2/authorize'))).toHaveLength(1)
    expect(await sessionOf(webview)).toBe(200)
  })

  it('starts again when WeCom has ended the code', async () => {
    const webview = openWecom(stack)
    const callback = new URL(await callbackOf(webview))
    callback.searchParams.set('code', 'expired-or-invented')
    const { response } = await webview.open(callback.href)
    expect(response.status).toBe(200)
    expect(await sessionOf(webview)).toBe(200)
  })

  it('ends with an explanation, not a loop, when the browser keeps no cookies', async () => {
    const webview = openWecom(stack)
    const client = [...webview.cookies]
    let url = '/'
    let answer = await webview.get(url)
    let authorizations = 0
    while (answer.headers.has('location')) {
      url = new URL(answer.headers.get('location')!, new URL(url, stack.url)).href
      if (url.includes('/connect/oauth2/authorize')) authorizations++
      expect(authorizations).toBeLessThanOrEqual(3)
      answer = await createWebview(stack, client).get(url)
    }
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('登录未完成')
    expect(html).toContain('href="/auth/login?return_to=')
  })

  it('C14: ends with an explanation, not a loop, when only the session is lost', async () => {
    const webview = openWecom(stack)
    const rounds = async () => {
      let answer = await webview.get('/')
      let authorizations = 0
      while (answer.headers.has('location')) {
        const url = answer.headers.get('location')!
        if (url.includes('/connect/oauth2/authorize')) authorizations++
        expect(authorizations).toBeLessThanOrEqual(2)
        answer = await webview.get(url)
        webview.cookies.delete('wecom_session')
      }
      return { authorizations, answer, html: await answer.text() }
    }
    const first = await rounds()
    expect([first.answer.status, first.authorizations]).toEqual([400, 2])
    expect(first.html).toContain('登录状态未保存')
    // The link of the explanation starts again, with the count at zero.
    expect((await rounds()).authorizations).toBe(2)
  })

  it('C15: signs a member in who opened the page in WeChat on a phone', async () => {
    const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.50'
    const login = await openWecom(stack).get('/auth/login', { headers: { 'user-agent': userAgent } })
    expect(login.headers.get('location')).toContain('/connect/oauth2/authorize')
    const page = await createWebview(stack, []).get('/', { headers: { 'user-agent': userAgent } })
    expect([page.status, page.headers.get('location')]).toEqual([302, '/auth/login?return_to=%2F'])
    const desktop = 'Mozilla/5.0 (Windows NT 10.0) MicroMessenger/7.0.20 WindowsWechat'
    const scan = await createWebview(stack, []).get('/auth/login', { headers: { 'user-agent': desktop } })
    expect(scan.headers.get('location')).not.toContain('/connect/oauth2/authorize')
  })

  it('leads a page that comes by itself back in an ordinary browser, which then offers the scan', async () => {
    const stranger = createWebview(stack, [])
    const path = '/auth/login?return_to=%2F%3Flang%3Den&automatic=1'
    expect((await stranger.get(path)).headers.get('location')).toBe('/?lang=en')
    const outside = '/auth/login?return_to=https%3A%2F%2Fevil.example%2F&automatic=1'
    expect((await stranger.get(outside)).headers.get('location')).toBe('/')
    expect((await openWecom(stack).get(path, { headers: { 'user-agent': 'wxwork/5.0.11' } })).headers.get('location'))
      .toContain('/connect/oauth2/authorize')
  })

  it('works in five tabs at once', async () => {
    const webview = openWecom(stack)
    const callbacks = await Promise.all(
      Array.from({ length: 5 }, (_, tab) => callbackOf(webview, `/auth/login?return_to=/?tab=${tab}`)),
    )
    const answers = await Promise.all(callbacks.map(callback => webview.get(callback)))
    expect(answers.map(answer => answer.headers.get('location'))).toEqual([0, 1, 2, 3, 4].map(tab => `/?tab=${tab}`))
    expect(await sessionOf(webview)).toBe(200)
  })

  it('exchanges a code once when the callback is loaded twice at the same time', async () => {
    const webview = openWecom(stack)
    const callback = await callbackOf(webview)
    const before = stack.calls('auth/getuserinfo')
    await Promise.all([webview.get(callback), webview.get(callback)])
    expect(stack.calls('auth/getuserinfo')).toBe(before + 1)
  })

  it('never uses a session id that existed before', async () => {
    const webview = openWecom(stack)
    webview.cookies.set('wecom_session', 'f'.repeat(64))
    await webview.open('/')
    const first = sessionCookie(webview)!
    expect(first).not.toBe('f'.repeat(64))
    await webview.get(await callbackOf(webview))
    const second = sessionCookie(webview)!
    expect(second).not.toBe(first)
    expect(await sessionOf(createWebview(stack, [['wecom_session', first]]))).toBe(401)
    expect(await sessionOf(webview)).toBe(200)
  })

  it('ends on the server when the member signs out', async () => {
    const webview = await signIn(stack)
    const id = sessionCookie(webview)!
    const logout = await webview.get('/auth/logout', { method: 'POST', headers: { origin: stack.url } })
    expect([logout.status, logout.headers.get('clear-site-data')]).toEqual([204, '"storage"'])
    expect(sessionCookie(webview)).toBeUndefined()
    expect(await sessionOf(createWebview(stack, [['wecom_session', id]]))).toBe(401)
  })

  it('never redirects to another site', async () => {
    const webview = openWecom(stack)
    for (const wanted of oddReturnPaths.filter((_, i) => i % 3 === 0)) {
      const answer = await webview.get(await callbackOf(webview, `/auth/login?return_to=${encodeURIComponent(wanted)}`))
      const location = answer.headers.get('location')!
      expect(new URL(location, stack.url).origin, JSON.stringify(wanted)).toBe(stack.url)
      expect(location, JSON.stringify(wanted)).toMatch(/^\/(?![/\\])/)
    }
  })

  it('offers the scan page to an ordinary browser', async () => {
    const browser = createWebview(stack)
    const page = await browser.get('/')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('/auth/login')
    const login = await browser.get('/auth/login?return_to=/')
    expect(login.headers.get('location')).toMatch(`${stack.simulator.url}/wwlogin/sso/login?login_type=CorpApp`)
  })

  it('explains a wrong set-up and lets the member try again', async () => {
    const webview = openWecom(stack)
    const callback = await callbackOf(webview)
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/auth/getuserinfo', errcode: 60020 }])
    const answer = await webview.get(callback)
    stack.simulator.world.faults.replace([])
    expect(answer.status).toBe(502)
    const html = await answer.text()
    expect(html).toContain('errcode 60020')
    expect(html).toContain('href="/auth/login?return_to=%2F"')
  })
})

describe('cookies on https', () => {
  it('carry the __Host- prefix and Secure', async () => {
    const secure = await startStack({ NUXT_SITE_URL: 'https://sidebar.example.com' })
    const cookies = (await openWecom(secure).get('/auth/login')).headers.getSetCookie()
    await secure.close()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(
      /^__Host-wecom_sign_in_[0-9a-f]{16}=[\w-]{90,2000}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })
})
