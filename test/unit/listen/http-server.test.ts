import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CONNECTION_LIMITS } from '../../../server/listen/connection-limits.ts'
import type { ConnectionLimits } from '../../../server/listen/connection-limits.ts'
import { createHttpServer } from '../../../server/listen/http-server.ts'
import type { RefusedRequest } from '../../../server/listen/refuse-request.ts'
import { openRaw, postHead } from '../../support/raw-request.ts'

const GET = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'
const HALF = `${postHead('/', 20)}{"half":`
const answerAtOnce: RequestListener = (_request, response) => response.end('answer')

/** Starts a server on a free port, with other limits than usual. */
async function start(limits: Partial<ConnectionLimits>, listener: RequestListener = answerAtOnce) {
  const refused: RefusedRequest[] = []
  const server = createHttpServer({
    listener,
    headers: {},
    onRefused: request => refused.push(request),
    limits: { ...CONNECTION_LIMITS, checkMs: 20, ...limits },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  /** Waits until the server has taken the connection. */
  async function open(text: string) {
    const taken = once(server, text ? 'request' : 'connection')
    const raw = openRaw(port, text)
    await taken
    return raw
  }
  return { server, refused, open }
}

describe('too many connections', () => {
  const waitForBody: RequestListener = (request, response) =>
    void request.on('data', () => {}).once('end', () => response.end('answer'))

  it('with half a request: the one that waits longest is closed', async () => {
    const { open } = await start({ maxUnfinished: 3 }, waitForBody)
    const first = await open(HALF)
    const others = [await open(HALF), await open(''), await open(HALF)]
    expect((await first.closed).text).toBe('')
    for (const { socket } of others) expect(socket.closed).toBe(false)
  })

  it('with half a request: who gets an answer, or had one, stays', async () => {
    let answer = () => {}
    const { open } = await start({ maxUnfinished: 1 }, (request, response) => {
      if (request.url === '/slow') answer = () => response.end('slow')
      else waitForBody(request, response)
    })
    const idle = await open(GET)
    const slow = await open('GET /slow HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
    const half = await open(HALF)
    await open(HALF)
    await half.closed
    answer()
    expect((await slow.closed).text).toContain('slow')
    expect(idle.socket.closed).toBe(false)
  })

  it('in all: an idle one makes room for the next', async () => {
    const { open } = await start({ maxConnections: 3 })
    const first = await open(GET)
    await once(first.socket, 'data')
    const second = await open(GET)
    await once(second.socket, 'data')
    const third = await open(GET)
    expect((await first.closed).status).toBe(200)
    expect([second.socket.closed, third.socket.closed]).toEqual([false, false])
  })

  it('in all, each of them busy: the next is not accepted', async () => {
    const { server, open } = await start({ maxConnections: 2 }, () => {})
    await open(GET)
    await open(GET)
    const dropped = once(server, 'drop')
    const { socket } = openRaw((server.address() as AddressInfo).port, GET)
    await dropped
    await once(socket, 'close')
  })
})

describe('time', () => {
  it('ends for headers and for whole requests, with a code', async () => {
    const { open, refused } = await start({ headersMs: 50, requestMs: 100 }, () => {})
    const answers = await Promise.all([await open(''), await open(HALF)].map(({ closed }) => closed))
    expect(answers.map(({ status, code }) => [status, code])).toEqual(Array(2).fill([408, 'request_timeout']))
    expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(2).fill([408, 'request_timeout']))
  })

  it('ends for idle connections', async () => {
    const { open } = await start({ idleMs: 1 })
    expect((await (await open(GET)).closed).text).toContain('answer')
  })

  it('ends for a client that does not read its answer', async () => {
    const long = 'x'.repeat(50_000_000)
    const { server } = await start({ stalledMs: 100 }, (_request, response) => void response.end(long))
    const taken = once(server, 'request')
    const { socket } = openRaw((server.address() as AddressInfo).port, GET)
    socket.pause()
    const [, response] = await taken as Parameters<RequestListener>
    await once(response, 'close')
    expect(response.writableFinished).toBe(false)
    socket.destroy()
  })
})

it('does not mix a refusal into an answer that has begun', async () => {
  const { open, server, refused } = await start({}, (_request, response) => void response.write('begun'))
  const { socket, closed } = await open(GET)
  await once(socket, 'data')
  const malformed = once(server, 'clientError')
  socket.write('\u0000\r\n\r\n')
  await malformed
  const { text } = await closed
  expect(text).toContain('begun')
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
  expect(refused).toEqual([])
})
