import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** A fault of the network. An answer is the data that the target sends back. */
export type NetworkFault
  /** All data arrives later, in both directions. */
  = | { kind: 'latency', ms: number }
  /** The first answer of each new connection arrives later, as with a slow TLS handshake. */
    | { kind: 'slowHandshake', ms: number }
  /** The connection is reset (RST) at the first request. */
    | { kind: 'reset' }
  /** The connection ends after `afterBytes` bytes from the target. */
    | { kind: 'cut', afterBytes: number }
  /** Answers arrive slowly, a few bytes at a time. */
    | { kind: 'drip', bytes: number, everyMs: number }
  /**
   * Connections are accepted and stay open, but no data passes. As with TCP, the data arrives when the fault is over.
   */
    | { kind: 'blackHole' }
  /** Existing connections stay silent for good without being closed, as after a failover. New ones work. */
    | { kind: 'strand' }
  /** No port is open, and existing connections are reset. */
    | { kind: 'refuse' }

/** A TCP proxy in front of one target. Its network can be broken at run time, for existing connections too. */
export interface FaultProxy {
  port: number
  /** Undefined means a healthy network. */
  set: (fault?: NetworkFault) => Promise<void>
  /** New connections go to this port of 127.0.0.1, as after a fail-over behind one address. Existing ones stay. */
  leadTo: (targetPort: number) => void
  /** Chunks that clients have sent so far. */
  asked: () => number
  close: () => Promise<void>
}

/** @param targetPort on 127.0.0.1 */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  const stranded = new WeakSet<Socket>()
  let fault: NetworkFault | undefined
  let changed = Promise.withResolvers<undefined>()
  let asked = 0
  // It listens there again after a refusal, when no other program may have the port.
  let server = await listen(await freePort())
  const { port } = server.address() as AddressInfo

  function listen(at: number): Promise<Server> {
    const listener = createServer(client => serve(client))
    return new Promise(resolve => listener.listen(at, '127.0.0.1', () => resolve(listener)))
  }

  function serve(client: Socket) {
    const target = connect(targetPort, '127.0.0.1')
    for (const [socket, peer] of [[client, target], [target, client]] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.once('close', () => {
        sockets.delete(socket)
        peer.destroy()
      })
    }
    void pass(client, target, false)
    void pass(target, client, true)
  }

  async function pass(from: Socket, to: Socket, isAnswer: boolean) {
    let passed = 0
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        if (!isAnswer) asked++
        if (stranded.has(from)) continue
        while (fault?.kind === 'blackHole') await changed.promise
        if (fault?.kind === 'reset') return void from.resetAndDestroy()
        if (fault?.kind === 'latency') await sleep(fault.ms)
        if (isAnswer && passed === 0 && fault?.kind === 'slowHandshake') await sleep(fault.ms)
        if (isAnswer && fault?.kind === 'cut' && passed + chunk.length >= fault.afterBytes) {
          return void to.end(chunk.subarray(0, fault.afterBytes - passed), () => from.destroy())
        }
        passed += chunk.length
        if (isAnswer && fault?.kind === 'drip') await drip(chunk, to)
        else to.write(chunk)
      }
      to.end()
    }
    catch {
      to.destroy()
    }
  }

  async function drip(chunk: Buffer, to: Socket) {
    for (let sent = 0; sent < chunk.length && !to.destroyed;) {
      const bytes = fault?.kind === 'drip' ? fault.bytes : chunk.length
      to.write(chunk.subarray(sent, sent + bytes))
      sent += bytes
      if (fault?.kind === 'drip') await sleep(fault.everyMs)
    }
  }

  async function stopListening() {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of sockets) socket.resetAndDestroy()
    await closed
  }

  return {
    port,
    leadTo: next => void (targetPort = next),
    asked: () => asked,
    async set(next) {
      const before = fault
      fault = next
      changed.resolve(undefined)
      changed = Promise.withResolvers()
      if (next?.kind === 'strand') sockets.forEach(socket => stranded.add(socket))
      if (next?.kind === 'refuse' && before?.kind !== 'refuse') await stopListening()
      if (before?.kind === 'refuse' && next?.kind !== 'refuse') server = await listen(port)
    },
    async close() {
      fault = undefined
      changed.resolve(undefined)
      if (server.listening) await stopListening()
    },
  }
}
