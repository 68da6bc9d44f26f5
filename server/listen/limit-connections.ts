import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionLimits } from './connection-limits.ts'

/** What the connections of a server do at the moment. */
export interface Connections {
  /** Whether the server works on an answer for this connection. */
  isAnswering(socket: Socket): boolean
}

/**
 * Keeps room for new connections. The first to be closed are those that have sent half a request, the longest wait
 * first; at the limit of all connections, idle ones are closed. A connection that gets an answer is never closed.
 */
export function limitConnections(
  server: Server, { maxConnections, maxUnfinished }: Pick<ConnectionLimits, 'maxConnections' | 'maxUnfinished'>,
): Connections {
  // Sets keep the order of insertion: the first has waited longest.
  const unfinished = new Set<Socket>()
  const idle = new Set<Socket>()
  let open = 0
  server.maxConnections = maxConnections

  function awaitRequest(socket: Socket) {
    unfinished.add(socket)
    if (unfinished.size > maxUnfinished) closeFirst(unfinished)
  }

  server.on('connection', (socket) => {
    open++
    socket.once('close', () => {
      open--
      unfinished.delete(socket)
      idle.delete(socket)
    })
    awaitRequest(socket)
    if (open >= maxConnections) closeFirst(idle)
  })

  server.on('request', (request, response) => {
    const { socket } = request
    unfinished.delete(socket)
    idle.delete(socket)
    if (hasBody(request)) {
      awaitRequest(socket)
      request.once('end', () => unfinished.delete(socket))
    }
    response.once('close', () => {
      if (!socket.destroyed && !unfinished.has(socket)) idle.add(socket)
    })
  })

  return { isAnswering: socket => !unfinished.has(socket) && !idle.has(socket) }
}

/** @returns whether a body follows the headers (RFC 9112, 6.3) */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function closeFirst(sockets: Set<Socket>): void {
  const [first] = sockets
  if (!first) return
  sockets.delete(first)
  first.destroy()
}
