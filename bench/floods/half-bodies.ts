import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Flood, Outcomes } from './flood.ts'

const OPEN = 4_000
const DOORS = ['/api/identities/lookup', '/wecom/callback', '/api/mini-program/session', '/api/quick-replies']

/** Opens connections with half a request; each that the server closes is opened again. */
export const halfBodies: Flood = {
  does: `${OPEN} connections with half a body each`,
  mostCalls: 0,
  async send({ url, origin, cookie }, signal) {
    const outcomes: Outcomes = {}
    const sockets = new Set<Socket>()
    signal.addEventListener('abort', () => sockets.forEach(socket => socket.destroy()))
    const headers = `Origin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n`
    await Promise.all(Array.from({ length: OPEN }, async (_, i) => {
      const half = `POST ${DOORS[i % DOORS.length]} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n{"half":`
      while (!signal.aborted) {
        const socket = connect(Number(new URL(url).port), '127.0.0.1')
        sockets.add(socket)
        const outcome = await hold(socket, half)
        sockets.delete(socket)
        if (!signal.aborted) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      }
    }))
    return outcomes
  },
}

/** @returns what the server said before the connection ended */
function hold(socket: Socket, half: string): Promise<string> {
  return new Promise((resolve) => {
    let outcome = 'closed without an answer'
    socket.once('connect', () => socket.write(half))
    socket.on('data', chunk => outcome = /^HTTP\/1\.1 (\d+)/.exec(String(chunk))?.[1] ?? outcome)
    socket.on('error', () => {}) // 'close' follows
    socket.once('close', () => resolve(outcome))
  })
}
