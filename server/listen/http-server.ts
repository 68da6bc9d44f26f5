import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'
import { CONNECTION_LIMITS } from './connection-limits.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import { hasBody, limitConnections } from './limit-connections.ts'
import { refuseRequest } from './refuse-request.ts'
import type { RefusedRequest } from './refuse-request.ts'

export interface HttpServerOptions {
  listener: RequestListener
  /** Of answers to requests that never reached the listener. */
  headers: Record<string, string>
  /** Called for each request that never reached the listener, with what the client was told. */
  onRefused: (refused: RefusedRequest) => void
  /** Tests use shorter times. */
  limits?: ConnectionLimits
}

/** Creates an HTTP server that a stranger with slow, endless or many connections cannot block. */
export function createHttpServer(options: HttpServerOptions): Server {
  const { listener, headers, onRefused, limits = CONNECTION_LIMITS } = options
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: limits.maxHeaderBytes,
    requireHostHeader: true,
    insecureHTTPParser: false,
  })
  server.timeout = limits.stalledMs
  const connections = limitConnections(server, limits)
  server.on('clientError', (error, stream) => {
    const socket = stream as Socket // Declared wider: an https server has streams of its own.
    // What is sent now would stand in the middle of that answer.
    if (connections.isAnswering(socket)) socket.destroy()
    else refuseRequest(error, socket, { headers, onRefused })
  })
  server.on('request', (request, response) => {
    if (!hasBody(request)) return
    // An answer before the end of the body says "connection: close", and the rest is not read.
    const { shouldKeepAlive } = response
    response.shouldKeepAlive = false
    request.once('end', () => (response.shouldKeepAlive = shouldKeepAlive))
  })
  server.on('request', listener)
  return server
}
