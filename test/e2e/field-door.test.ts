import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { CustomerProfile } from '../../shared/types/customer.ts'
import { callbackSignature, encryptMessage } from '../../simulator/callback/crypto.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { startRedisServer } from '../support/redis-server.ts'
import type { RedisServer } from '../support/redis-server.ts'
import { startCarelessProxy } from '../support/careless-proxy.ts'
import { callbackAesKey, callbackEnv, callbackToken, changeRemark, receiveCallbacks } from './support/callback.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

describeWithRedis('a server in the field', () => {
  let redis: RedisServer
  let stack: Stack
  let webview: Webview
  beforeAll(async () => {
    redis = await startRedisServer()
    stack = await startStack({
      ...callbackEnv,
      NUXT_REDIS_URL: redis.url,
      NUXT_ADMIN_USER_IDS: 'somebody, LinXiaoTong',
      NUXT_KEEP_ALIVE_SECONDS: '120',
    })
    webview = await signIn(stack)
  })
  afterAll(async () => {
    await stack.close()
    await redis.close()
  })

  /** Sends a body in chunks, without a length, as some proxies do. */
  async function sendChunked(path: string, chunks: string[], headers: Record<string, string> = {}) {
    const answer = Promise.withResolvers<IncomingMessage>()
    const sending = request(new URL(path, stack.directUrl), {
      method: 'POST', headers: { 'transfer-encoding': 'chunked', ...headers },
    }, answer.resolve)
    sending.on('error', answer.reject)
    for (const chunk of chunks) sending.write(chunk)
    sending.end()
    const text = Buffer.concat(await Array.fromAsync(await answer.promise as AsyncIterable<Buffer>)).toString()
    return { status: (await answer.promise).statusCode, text }
  }
  const log = () => stack.app().output()

  it('S5: keeps idle connections as long as NUXT_KEEP_ALIVE_SECONDS says', async () => {
    const answer = await fetch(`${stack.directUrl}/healthz`)
    expect(answer.headers.get('keep-alive')).toBe('timeout=120')
  })

  it('S12: warns that machines without a common database differ', async () => {
    const warning = /"level":40.*"variable":"NUXT_DATABASE_URL".*NUXT_REDIS_URL without NUXT_DATABASE_URL/
    await expectPrinted(stack.app(), warning)
  })

  it('S18: knows an admin whatever the case of the userid', async () => {
    expect(await (await webview.get('/api/session')).json()).toMatchObject({ userId: 'linxiaotong', admin: true })
  })

  it('S22: reads a chunked body up to the limit of the door', async () => {
    const cookie = [...webview.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'content-type': 'application/json', 'origin': stack.url, cookie }
    const body = JSON.stringify({ scope: 'own', text: '您好' })
    const added = await sendChunked('/api/quick-replies', [body.slice(0, 5), body.slice(5)], headers)
    expect(added).toMatchObject({ status: 200, text: expect.stringContaining('您好') })
    const padding = ' '.repeat(16 * 1024)
    const long = await sendChunked('/api/quick-replies', [body, ...Array.from({ length: 8 }, () => padding)], headers)
    expect(long).toMatchObject({ status: 400, text: expect.stringContaining('invalid_request') })
    expect((await webview.get('/healthz')).status).toBe(200)
  })

  it.each([
    ['a slash at the end', (path: string) => `${path}/`],
    ['doubled slashes', (path: string) => path.replaceAll('/', '//')],
    ['slashes at both ends', (path: string) => `//${path}//`],
  ])('S2, S22: works behind a proxy that adds %s and sends chunked bodies', async (name, respell) => {
    const proxy = await startCarelessProxy(stack.directUrl, respell)
    onTestFinished(() => proxy.close())
    const path = `/api/customers/${withUnionId.externalUserId}`
    const ask = (to: string, init?: RequestInit) => webview.get(proxy.url + to, init)
    const kindOf = async (to: string) => {
      const { status, headers } = await ask(to)
      return `${status} ${headers.get('content-type')?.split(';')[0]}`
    }
    const [page, data] = ['200 text/html', '200 application/json']
    expect(await Promise.all(['/', '/?x=1', '/audit', path].map(kindOf))).toEqual([page, page, page, data])

    const { relation } = await (await ask(path)).json() as CustomerProfile
    const saved = await ask(path, {
      method: 'PATCH',
      headers: { 'origin': stack.url, 'content-type': 'application/json' },
      body: JSON.stringify({ before: { remark: relation!.remark }, after: { remark: name } }),
    })
    expect([saved.status, await saved.json()]).toMatchObject([200, { relation: { remark: name } }])
    // Refused for what it says, not for where it comes from.
    const empty = await fetch(`${proxy.url}/api/mini-program/session`, { method: 'POST', body: '{}' })
    expect([empty.status, await empty.json()]).toMatchObject([400, { code: 'invalid_request' }])
    // WeCom's console verifies the address; then an event arrives, and is applied.
    await receiveCallbacks(stack.simulator, proxy.url)
    await changeRemark(stack.simulator, withUnionId.externalUserId, `${name} 2`)
    await eventually(async () => expect(await (await ask(path)).text()).toContain(`${name} 2`))
  })

  /** A callback as WeCom sends it, with one mistake of the set-up. */
  function callback({
    token = callbackToken, key = callbackAesKey, corpId = stack.simulator.appCredentials.corpId, at = Date.now(),
    message = '<xml><Event>something_new</Event></xml>',
    wrap = (text: string) => `<xml><Encrypt>${text}</Encrypt></xml>`,
  } = {}) {
    const encrypted = encryptMessage(key, message, corpId)
    const timestamp = String(Math.floor(at / 1_000))
    const query = new URLSearchParams({
      msg_signature: callbackSignature(token, timestamp, 'nonce', encrypted), timestamp, nonce: 'nonce',
    })
    return { query, body: wrap(encrypted) }
  }

  it('S4: accepts a declaration, attributes, empty elements and a chunked body', async () => {
    const { query, body } = callback({
      message: '<?xml version="1.0"?><xml v="1"><Event>something_new</Event><State/></xml>',
      wrap: text => `<?xml version="1.0" encoding="utf-8"?>\n<xml><To/><Encrypt type="x">${text}</Encrypt></xml>`,
    })
    const answer = await sendChunked(`/wecom/callback?${query}`, [body.slice(0, 40), body.slice(40)])
    expect(answer).toEqual({ status: 200, text: 'success' })
  })

  it.each([
    ['timestamp', { at: Date.now() - 10 * 60_000 }],
    ['signature', { token: 'anotherToken123' }],
    ['decryption', { key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }],
    ['receiver', { corpId: 'ww0000000000000000' }],
    ['message', { message: 'no xml' }],
    ['body', { wrap: () => 'no xml' }],
  ])('S4: the log says which check failed: %s', async (check, mistake) => {
    const { query, body } = callback(mistake)
    const answer = await fetch(`${stack.directUrl}/wecom/callback?${query}`, { method: 'POST', body })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      code: 'invalid_request', message: 'A parameter, header or body is malformed.', requestId: expect.any(String),
    })
    const line = new RegExp(`"check":"${check}","fix":"[^"]{20,}","msg":"callback refused"`)
    await eventually(() => expect(log()).toMatch(line))
  })

  it('S4: the log says that the query was lost', async () => {
    await fetch(`${stack.directUrl}/wecom/callback`, { method: 'POST', body: callback().body })
    await eventually(() => expect(log()).toContain('"check":"query"'))
  })
})
