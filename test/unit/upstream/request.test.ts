import { inspect } from 'node:util'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import { createRequest } from '../../../server/upstream/request.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { eventually } from '../../support/eventually.ts'
import { realClock } from '../../support/manual-clock.ts'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'

const fetch = createTransport()
const clockSkew = createClockSkew(realClock)
const schema = v.object({ userid: v.string() })
const secret = 'CANARY-corpsecret'

let upstream: Upstream
afterEach(() => upstream.close())

const openRequest = () => createRequest({ upstream: WECOM, apiRoot: `${upstream.url}/cgi-bin`, fetch, clockSkew })

async function callWith(answer: Parameters<typeof startUpstream>[0]) {
  upstream = await startUpstream(answer)
  const query = { access_token: secret, userid: '张三 &=?', cursor: undefined }
  return openRequest()({ endpoint: 'user/get', schema, query })
}

async function errorOf(answer: Parameters<typeof startUpstream>[0]): Promise<unknown> {
  return callWith(answer).then(() => expect.unreachable('it did not fail'), (error: unknown) => error)
}

describe('request', () => {
  it('sends the query encoded and leaves undefined parameters out', async () => {
    await callWith((_request, response, url) => {
      expect(url.pathname).toBe('/cgi-bin/user/get')
      expect([...url.searchParams]).toEqual([['access_token', secret], ['userid', '张三 &=?']])
      json(response, { userid: 'zhangsan' })
    })
  })

  it('takes an answer without errcode, or with errcode 0, as a success', async () => {
    expect(await callWith((_request, response) => json(response, { userid: 'a' }))).toEqual({ userid: 'a' })
    await upstream.close()
    const answer = { errcode: 0, errmsg: 'ok', userid: 'a' }
    expect(await callWith((_request, response) => json(response, answer))).toEqual({ userid: 'a' })
  })

  it('posts a body as JSON', async () => {
    upstream = await startUpstream((request, response) => {
      let text = ''
      request.on('data', chunk => text += chunk)
      request.on('end', () => {
        json(response, { userid: `${request.method} ${request.headers['content-type']} ${text}` })
      })
    })
    const answer = await openRequest()({ endpoint: 'x', schema, body: { userid_list: ['a'] } })
    expect(answer.userid).toBe('POST application/json {"userid_list":["a"]}')
  })

  it('fails by errcode even if the fields are there, and keeps only the number and the caller IP', async () => {
    const errmsg = `not allow to access from your ip, hint: [1_2], from ip: 203.0.113.9, token ${secret}`
    const error = await errorOf((_request, response) => json(response, { errcode: 60020, errmsg, userid: '' }))
    expect(error).toBeInstanceOf(UpstreamRefusedError)
    expect(error)
      .toMatchObject({
        endpoint: 'user/get', errcode: 60020, said: { callerIp: '203.0.113.9' }, errcodeClass: 'config',
      })
    expect(inspect(error, { depth: 9 })).not.toContain('CANARY')
  })

  it.each<[string, string]>([
    ['HTML', '<html>502</html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a string', '"ok"'],
    ['a number', '0'],
    ['an empty object', '{}'],
    ['the wrong type', '{"userid":7}'],
    ['cut JSON', '{"userid":"zha'],
    ['errcode as text', '{"errcode":"40014"}'],
    ['errcode 0 without the fields', '{"errcode":0,"errmsg":"ok"}'],
    ['binary', '\u0000\u0001\uFFFD'],
  ])('answers bad_body for %s', async (_name, body) => {
    const error = await errorOf((_request, response) => response.end(body))
    expect(error).toBeInstanceOf(UpstreamUnavailableError)
    expect(error).toMatchObject({ reason: 'bad_body' })
  })

  it.each([
    [301, 'http_status'],
    [404, 'http_status'],
    [429, 'http_status'],
    [500, 'server_error'],
    [503, 'server_error'],
  ])('answers HTTP status %i with %s', async (status, reason) => {
    const error = await errorOf((_request, response) => {
      response.writeHead(status, { location: 'http://192.0.2.1/' }).end('{"userid":"a"}')
    })
    expect(error).toMatchObject({ reason })
  })

  it('reads no more than 4 MiB', async () => {
    const error = await errorOf((_request, response) => {
      response.end(`{"userid":"${'a'.repeat(5 * 1024 * 1024)}"}`)
    })
    expect(error).toMatchObject({ reason: 'too_large' })
  })

  it('gives up on a server that never answers, and on one that stops in the middle', async () => {
    const silent = await errorOf(() => {})
    await upstream.close()
    const cut = await errorOf((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"us')
      setTimeout(() => response.destroy(), 20)
    })
    expect(silent).toMatchObject({ reason: 'timeout' })
    expect(cut).toMatchObject({ reason: 'connection' })
  }, 10_000)

  it.each([0.5, 1_234.567, 0, -20])('accepts any rest of a time budget: %d ms', async (timeoutMs) => {
    upstream = await startUpstream((_request, response) => {
      if (timeoutMs > 1_000) json(response, { userid: 'a' })
    })
    const outcome = await openRequest()({ endpoint: 'user/get', schema, timeoutMs })
      .catch((error: unknown) => error)
    expect(outcome).toMatchObject(timeoutMs > 1_000 ? { userid: 'a' } : { reason: 'timeout' })
  })

  it('takes an answer that arrived while this process was too busy to read it', async () => {
    upstream = await startUpstream((_request, response) => {
      json(response, { userid: 'a' })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100)
    })
    expect(await openRequest()({ endpoint: 'x', schema, timeoutMs: 1_000 })).toEqual({ userid: 'a' })
  })

  it('leaves no connection open after 1,000 calls that timed out', async () => {
    upstream = await startUpstream(() => {})
    const request = openRequest()
    const calls = Array.from({ length: 1_000 }, () => request({ endpoint: 'user/get', schema, timeoutMs: 200 }))
    const outcomes = await Promise.allSettled(calls)
    expect(outcomes.every(outcome => outcome.status === 'rejected')).toBe(true)
    await eventually(async () => expect(await upstream.connections()).toBe(0))
  })

  it('lets no secret into the error of a refused connection', async () => {
    upstream = await startUpstream(() => {})
    await upstream.close()
    const error = await openRequest()({ endpoint: 'gettoken', schema, query: { corpsecret: secret } })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ endpoint: 'gettoken', reason: 'connection' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('CANARY')
  })
})
