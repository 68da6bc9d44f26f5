import net from 'node:net'
import { isLoopbackHost } from './loopback.ts'

/**
 * Refuses every socket to another machine, so that a forgotten fake fails the test and never reaches the internet. Both
 * `fetch` and `http` use `net.Socket.connect`.
 */
const connect = net.Socket.prototype.connect as (...args: unknown[]) => net.Socket

function guardedConnect(this: net.Socket, ...args: unknown[]) {
  const first = (Array.isArray(args[0]) ? args[0][0] : args[0]) as { host?: string, path?: string } | undefined
  const host = first && typeof first === 'object' ? first.host : undefined
  if (host !== undefined && !isLoopbackHost(host)) throw new Error(`Outbound connection to ${host} in a test`)
  return connect.apply(this, args)
}

// The files of a worker share its sockets, and each file asks for the guard.
if (connect.name !== guardedConnect.name) {
  net.Socket.prototype.connect = guardedConnect as typeof net.Socket.prototype.connect
}
