import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { withoutClientCookie } from '../oauth/client-cookie.ts'
import { targetOf } from './target.ts'

/** Connects a WebSocket to the app, for example that of Vite's hot reload. */
export function forwardUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, appUrl: URL): void {
  const target = targetOf(appUrl, request.url)
  if (!target) {
    socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')
    return
  }
  const upstream = httpRequest({
    ...target,
    headers: { ...request.headers, cookie: withoutClientCookie(request.headers.cookie ?? '') },
  })
  upstream.on('upgrade', (answer, upstreamSocket, upstreamHead) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(answer)}\r\n\r\n`)
    if (head.length > 0) upstreamSocket.write(head)
    if (upstreamHead.length > 0) socket.write(upstreamHead)
    socket.pipe(upstreamSocket).pipe(socket)
    upstreamSocket.on('error', () => socket.destroy())
    socket.on('error', () => upstreamSocket.destroy())
  })
  upstream.on('response', (answer) => {
    socket.end(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nconnection: close\r\n\r\n`)
  })
  upstream.on('error', () => socket.destroy())
  upstream.end()
}

function rawHeaders({ rawHeaders: raw }: IncomingMessage): string {
  const lines: string[] = []
  for (let index = 0; index < raw.length; index += 2) lines.push(`${raw[index]}: ${raw[index + 1]}`)
  return lines.join('\r\n')
}
