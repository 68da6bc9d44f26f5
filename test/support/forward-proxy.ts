import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A forward proxy. Every name that clients ask for leads to one port of this machine. */
export interface ForwardProxyServer {
  port: number
  /** The hosts that clients have asked for, with their ports. */
  asked: () => string[]
  /** It accepts connections, but answers nothing any more. */
  hang: () => void
  close: () => Promise<void>
}

/** @param credentials user and password that it asks for, as `user:password` */
export async function startForwardProxy(credentials: string, targetPort: number): Promise<ForwardProxyServer> {
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`
  const asked: string[] = []
  const sockets = new Set<Socket>()
  let isHanging = false
  const server = createServer((_request, response) => response.writeHead(405).end())
  server.on('connection', socket => void sockets.add(socket))
  server.on('connect', ({ url, headers }, client: Socket) => {
    asked.push(url!)
    if (isHanging) return
    if (headers['proxy-authorization'] !== expected) {
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    }
    const target = connect(targetPort, 'localhost', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    for (const socket of [client, target]) socket.on('error', () => [client, target].forEach(one => one.destroy()))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    hang() {
      isHanging = true
      sockets.forEach(socket => socket.destroy())
    },
    async close() {
      sockets.forEach(socket => socket.destroy())
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}
