import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface Listening {
  server: Server
  /** Origin; always `localhost`, because cookies are bound to the host name. */
  url: string
  close(): Promise<void>
}

/**
 * Opens a server on loopback only, because the simulator has no passwords.
 *
 * @param port 0: any free one
 * @throws when the port is taken
 */
export async function listen(port: number): Promise<Listening> {
  const server = createServer()
  // closeAllConnections leaves upgraded sockets open, so the server would never close.
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    server,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    }),
  }
}
