import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'

const html = '<!doctype html><html><head><title>app</title></head></html>'
let app: Server
let simulator: Simulator
let cookie: string
let seen: IncomingMessage[] = []

beforeAll(async () => {
  app = createServer((request, response) => {
    seen.push(request)
    response.setHeader('set-cookie', ['a=1; HttpOnly', 'b=2; Path=/x'])
    response.setHeader('x-frame-options', 'DENY')
    response.setHeader('content-security-policy', `script-src 'nonce-n1'; frame-ancestors 'none'`)
    if (request.url === '/script.js') {
      response.setHeader('content-type', 'text/javascript').setHeader('content-encoding', 'gzip').end(gzipSync('let x'))
    }
    else response.setHeader('content-type', 'text/html').setHeader('etag', '"1"').end(html)
  })
  app.on('upgrade', (request, socket) => {
    seen.push(request)
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n')
    socket.on('data', data => socket.write(`echo ${data.toString()}`))
  })
  await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve))
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl, scenario: defaultScenario })
  const created = await fetch(`${simulator.url}/simulator/clients`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const client = await created.json() as { id: string }
  cookie = `${CLIENT_COOKIE}=${client.id}; session=s1`
})

afterAll(async () => {
  await simulator.close()
  app.closeAllConnections()
  app.close()
})

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  seen = []
  return fetch(simulator.proxyUrl + path, { headers: { accept: 'text/html', ...headers } })
}

describe('a page through the webview', () => {
  it('has the client inserted with the page\'s nonce, and can be framed by the shell', async () => {
    const response = await get('/', { cookie })
    expect(await response.text()).toMatch(/<head><script nonce="n1">[^]*\ninstallBridge\(\{[^]*?<\/script><title>/)
    expect(response.headers.get('x-frame-options')).toBeNull()
    expect(response.headers.get('etag')).toBeNull()
    expect(response.headers.get('content-security-policy')).toBe(
      `script-src 'nonce-n1'; frame-ancestors ${simulator.url}`,
    )
  })

  it('loses the cookies that the web view does not keep', async () => {
    const cookies = async () => (await get('/', { cookie })).headers.getSetCookie()
    expect(await cookies()).toHaveLength(2)
    simulator.world.changeSettings({ lostCookies: ['a'] })
    expect(await cookies()).toEqual(['b=2; Path=/x'])
    simulator.world.changeSettings({ lostCookies: [] })
  })

  it('opens the address after a sign-in twice, if the web view does that', async () => {
    simulator.world.changeSettings({ doublesRedirects: true })
    await get('/auth/callback?code=c&state=s', { cookie })
    expect(seen.map(({ url }) => url)).toEqual(Array(2).fill('/auth/callback?code=c&state=s'))
    await get('/?a=1', { cookie })
    expect(seen).toHaveLength(1)
    simulator.world.changeSettings({ doublesRedirects: false })
  })

  it('shows the app WeCom\'s user agent, but not our cookie', async () => {
    await get('/', { cookie, 'sec-ch-ua': '"Chromium"' })
    expect(seen[0]?.headers['user-agent']).toContain('wxwork/5.0.11')
    expect(seen[0]?.headers).not.toHaveProperty('sec-ch-ua')
    expect(seen[0]?.headers.cookie).toBe('session=s1')
    expect(seen[0]?.headers.host).toBe(new URL(simulator.proxyUrl).host)
  })

  it('leaves an ordinary browser as it is', async () => {
    await get('/', { 'user-agent': 'Ordinary/1', 'cookie': `${CLIENT_COOKIE}=unknown` })
    expect(seen[0]?.headers['user-agent']).toBe('Ordinary/1')
    expect(seen[0]?.headers).not.toHaveProperty('cookie')
  })

  it('keeps each cookie of the answer', async () => {
    expect((await get('/')).headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2; Path=/x'])
  })

  it('streams everything else untouched, compression included', async () => {
    const response = await get('/script.js', { accept: '*/*' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(await response.text()).toBe('let x')
  })
})

describe('the proxy\'s own paths', () => {
  it('install the bridge only in a client', async () => {
    expect(await (await get('/__wecom/inject.js', { cookie })).text()).toMatch(/\ninstallBridge\(\{/)
    const ordinary = await (await get('/__wecom/inject.js')).text()
    expect(ordinary).not.toMatch(/\ninstallBridge\(/)
    expect(ordinary).toMatch(/\nkeepAvatarsLocal\(home\)/)
    expect(seen).toEqual([])
  })

  it('refuse native calls of an ordinary browser, and nonsense', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${simulator.proxyUrl}/__wecom/invoke`, { method: 'POST', headers, body })
    expect((await post({}, '{}')).status).toBe(403)
    expect((await post({ cookie }, '{')).status).toBe(400)
  })

  it('answer pages of other ports of this machine, and of nowhere else', async () => {
    const allowed = async (origin: string) =>
      (await get('/__wecom/inject.js', { cookie, origin })).headers.get('access-control-allow-origin')
    expect(await allowed('http://localhost:3000')).toBe('http://localhost:3000')
    expect(await allowed('https://evil.example')).toBeNull()
    expect(await allowed('http://localhost.evil.example')).toBeNull()
  })

  it('end every cookie but the client\'s on sign-out', async () => {
    const response = await fetch(`${simulator.proxyUrl}/__wecom/sign-out`, {
      method: 'POST',
      headers: { cookie: `${cookie}; t=2` },
    })
    expect(response.headers.getSetCookie()).toEqual(['session=; Path=/; Max-Age=0', 't=; Path=/; Max-Age=0'])
  })

  it('draw avatars, safely', async () => {
    const response = await get('/__wecom/avatar/customer-zhangwei.svg')
    expect(response.headers.get('content-type')).toContain('image/svg+xml')
    expect(await response.text()).toContain('>伟</text>')
  })
})

describe('a request line that leads elsewhere', () => {
  /** A raw request: fetch would tidy the path up. @returns the status line */
  function raw(requestLine: string, headers = ''): Promise<string> {
    seen = []
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(simulator.proxyUrl).port), '127.0.0.1', () =>
        socket.write(`${requestLine} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`))
      socket.once('data', data => resolve(data.toString().split('\r\n')[0] ?? ''))
      socket.once('error', reject)
    })
  }

  it.each(['//', '//127.0.0.1:9/', '/a//b', '/%zz', '/\\\\host'])(
    'GET %s goes to the app, byte for byte',
    async (path) => {
      expect(await raw(`GET ${path}`)).toBe('HTTP/1.1 200 OK')
      expect(seen.map(({ url }) => url)).toEqual([path])
    },
  )
  it.each(['http://127.0.0.1:9/', 'https://example.com/', '*'])('%s is refused', async (url) => {
    expect(await raw(`${url === '*' ? 'OPTIONS' : 'GET'} ${url}`)).toBe('HTTP/1.1 400 Bad Request')
    expect(await raw(`GET ${url === '*' ? 'http://a/' : url}`, 'upgrade: websocket\r\nconnection: Upgrade\r\n'))
      .toBe('HTTP/1.1 400 Bad Request')
    expect(seen).toEqual([])
  })
})

it('passes WebSockets through', async () => {
  seen = []
  const answer = await new Promise<string>((resolve, reject) => {
    const request = httpRequest(`${simulator.proxyUrl}/_nuxt/`, {
      headers: { connection: 'Upgrade', upgrade: 'websocket', cookie },
    })
    request.on('upgrade', (_, socket) => {
      socket.on('data', (data) => {
        resolve(data.toString())
        socket.destroy()
      })
      socket.write('hello')
    })
    request.on('error', reject)
    request.end()
  })
  expect(answer).toBe('echo hello')
  expect(seen[0]?.headers.cookie).toBe('session=s1')
})

it('answers a page that retries while the app is not there', async () => {
  const lonely = await startSimulator({
    port: 0,
    proxyPort: 0,
    appUrl: 'http://127.0.0.1:9',
    scenario: defaultScenario,
  })
  const response = await fetch(lonely.proxyUrl)
  expect(response.status).toBe(502)
  expect(response.headers.get('refresh')).toBe('2')
  await lonely.close()
})
