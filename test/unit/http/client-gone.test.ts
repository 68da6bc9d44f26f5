import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, defineEventHandler, toNodeListener } from 'h3'
import type { H3Event } from 'h3'
import { expect, it, onTestFinished } from 'vitest'
import { clientGone } from '../../../server/http/client-gone.ts'

/** @returns the event of a request, and what breaks it off */
async function request(): Promise<{ event: H3Event, leave: () => void }> {
  const arrived = Promise.withResolvers<H3Event>()
  const app = createApp().use(defineEventHandler((event) => {
    arrived.resolve(event)
    return new Promise(() => {})
  }))
  const server = createServer(toNodeListener(app))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const client = new AbortController()
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { signal: client.signal }).catch(() => {})
  return { event: await arrived.promise, leave: () => client.abort() }
}

it('a client that leaves during the work ends it', async () => {
  const { event, leave } = await request()
  const signal = clientGone(event)
  expect(signal.aborted).toBe(false)
  leave()
  await once(signal, 'abort')
})

it('a client that has left before is noticed, too', async () => {
  const { event, leave } = await request()
  leave()
  await once(event.node.res, 'close')
  expect(clientGone(event).aborted).toBe(true)
})
