import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of which only the start arrives. The browser waits for the rest, as it does after the end of a connection. */
export interface CutPage {
  url: string
  close: () => void
}

/** @param start what arrives of its HTML */
export async function serveCutPage(start: string): Promise<CutPage> {
  // The connection stays open: when it ends at once, the browser may drop what it has not parsed yet.
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).write(start)
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
