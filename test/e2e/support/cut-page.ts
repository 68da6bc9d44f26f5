import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page whose connection breaks: the browser gets its start, and waits for the rest. */
export interface CutPage {
  url: string
  close: () => void
}

/** @param start what arrives of its HTML */
export async function serveCutPage(start: string): Promise<CutPage> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(start) + 1 })
    response.write(start, () => response.socket?.end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
