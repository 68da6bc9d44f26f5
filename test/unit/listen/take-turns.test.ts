import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { takeTurns } from '../../../server/listen/take-turns.ts'

const nextRound = () => new Promise(resolve => setImmediate(resolve))

/** Requests are names; those that begin with a member's name and a colon have that member's session. */
function setUp() {
  const begun: string[] = []
  const listener = takeTurns(
    ({ url }) => begun.push(url!), ({ url }) => url!.includes(':') ? url!.split(':')[0] : undefined,
  )
  /** @returns ends the request */
  function send(name: string): () => void {
    const response = new EventEmitter()
    listener({ url: name } as IncomingMessage, response as ServerResponse)
    return () => void response.emit('close')
  }
  return { begun, send }
}

describe('turns', () => {
  it('begin with members, and with one other request in each round of the event loop', async () => {
    const { begun, send } = setUp()
    for (const name of ['a', 'b', 'c', 'lin:1']) send(name)
    expect(begun).toEqual(['lin:1'])
    await nextRound()
    send('lin:2')
    await nextRound()
    expect(begun).toEqual(['lin:1', 'a', 'lin:2', 'b'])
  })

  it('pass over a request whose client is gone', async () => {
    const { begun, send } = setUp()
    const leave = send('a')
    send('b')
    leave()
    await nextRound()
    expect(begun).toEqual(['b'])
  })

  it('wait for a session with four requests at once, until one of them has its answer', async () => {
    const { begun, send } = setUp()
    const ends = Array.from({ length: 4 }, (_, i) => send(`lin:${i}`))
    send('lin:late')
    send('wang:1')
    expect(begun).toHaveLength(5)
    expect(begun.at(-1)).toBe('wang:1')
    ends[0]!()
    send('lin:next')
    expect(begun.at(-1)).toBe('lin:next')
    await nextRound()
    expect(begun.at(-1)).toBe('lin:late')
  })

  it('let a member go first on a server that a crowd reaches in the same moment', async () => {
    const order: string[] = []
    const server = createServer(takeTurns(({ url }, response) => {
      order.push(url!)
      response.end()
    }, ({ url }) => url === '/member' ? 'session' : undefined))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const open = async () => {
      const accepted = once(server, 'connection')
      const socket = connect(port, '127.0.0.1')
      await Promise.all([accepted, once(socket, 'connect')])
      return socket
    }
    const sockets = []
    for (let i = 0; i < 100; i++) sockets.push(await open())
    // This process is the server, too: it reads nothing before all of them are written.
    sockets.forEach((socket, i) => socket.write(`GET /${i === 99 ? 'member' : i} HTTP/1.1\r\nhost: a\r\n\r\n`))
    await eventually(() => expect(order).toHaveLength(100))
    sockets.forEach(socket => socket.destroy())
    server.close()
    expect(order.indexOf('/member')).toBeLessThan(10)
  })

  it('come to every request, once, strangers in their order', async () => {
    const step = fc.oneof(fc.constantFrom('stranger', 'lin', 'wang', 'round'), fc.constant('end'))
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const { begun, send } = setUp()
      const sent: string[] = []
      const ends: (() => void)[] = []
      for (const [i, kind] of steps.entries()) {
        if (kind === 'round') await nextRound()
        else if (kind === 'end') ends.shift()?.()
        else {
          const name = kind === 'stranger' ? `stranger ${i}` : `${kind}:${i}`
          sent.push(name)
          const end = send(name)
          if (begun.includes(name)) ends.push(end)
        }
      }
      for (let i = 0; i <= sent.length; i++) await nextRound()
      expect(begun.toSorted()).toEqual(sent.toSorted())
      const isStranger = (name: string) => name.startsWith('stranger')
      expect(begun.filter(isStranger)).toEqual(sent.filter(isStranger))
    }), { numRuns: 60 })
  })
})
