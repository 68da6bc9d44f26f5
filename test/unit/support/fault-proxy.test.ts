import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import type { FaultProxy } from '../../support/fault-proxy.ts'

let echo: Server
let proxy: FaultProxy
beforeEach(async () => {
  echo = createServer(socket => socket.on('error', () => {}).pipe(socket))
  await new Promise<void>(resolve => echo.listen(0, '127.0.0.1', resolve))
  proxy = await startFaultProxy((echo.address() as AddressInfo).port)
})
afterEach(async () => {
  await proxy.close()
  echo.close()
})

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

/** Sends a text and reads until the same length came back, or until the connection ends. */
async function ask(socket: Socket, text: string): Promise<{ text: string, chunks: number, error?: string }> {
  const answer = { text: '', chunks: 0 }
  return new Promise((resolve) => {
    const done = (error?: string) => resolve({ ...answer, error })
    socket.on('data', (data) => {
      answer.text += data.toString()
      answer.chunks++
      if (answer.text.length >= text.length) done()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code))
    socket.once('close', () => done('closed'))
    socket.write(text)
  })
}

describe('fault proxy', () => {
  it('passes all data on while the network is healthy', async () => {
    const text = 'x'.repeat(300_000)
    expect((await ask(await open(), text)).text).toBe(text)
    expect(proxy.asked()).toBeGreaterThan(0)
  })

  it('delays', async () => {
    await proxy.set({ kind: 'latency', ms: 60 })
    const before = performance.now()
    expect((await ask(await open(), 'hello')).text).toBe('hello')
    expect(performance.now() - before).toBeGreaterThan(100)
  })

  it('resets', async () => {
    const socket = await open()
    await proxy.set({ kind: 'reset' })
    expect(await ask(socket, 'hello')).toEqual({ text: '', chunks: 0, error: 'ECONNRESET' })
  })

  it('cuts the connection after a number of bytes', async () => {
    await proxy.set({ kind: 'cut', afterBytes: 3 })
    expect(await ask(await open(), 'hello')).toMatchObject({ text: 'hel', error: 'closed' })
  })

  it('drips', async () => {
    await proxy.set({ kind: 'drip', bytes: 1, everyMs: 5 })
    const answer = await ask(await open(), 'hello')
    expect(answer.text).toBe('hello')
    expect(answer.chunks).toBeGreaterThan(2)
  })

  it('holds all data back, and delivers it when the fault is over', async () => {
    const socket = await open()
    await proxy.set({ kind: 'blackHole' })
    let arrived = false
    const answer = ask(socket, 'hello').then((result) => {
      arrived = true
      return result
    })
    const other = await open()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(arrived).toBe(false)
    await proxy.set()
    expect((await answer).text).toBe('hello')
    expect((await ask(other, 'too')).text).toBe('too')
  })

  it('strands existing connections, but not new ones', async () => {
    const socket = await open()
    expect((await ask(socket, 'hello')).text).toBe('hello')
    await proxy.set({ kind: 'strand' })
    let heard = false
    socket.once('data', () => {
      heard = true
    })
    socket.write('lost')
    expect((await ask(await open(), 'hello')).text).toBe('hello')
    await proxy.set()
    expect((await ask(await open(), 'hello')).text).toBe('hello')
    expect([heard, socket.destroyed]).toEqual([false, false])
    socket.destroy()
  })

  it('refuses new connections, resets existing ones, and listens again on the same port', async () => {
    const socket = await open()
    const cut = once(socket, 'error')
    await proxy.set({ kind: 'refuse' })
    expect((await cut)[0]).toMatchObject({ code: 'ECONNRESET' })
    await expect(open()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await proxy.set()
    expect((await ask(await open(), 'hello')).text).toBe('hello')
  })
})
