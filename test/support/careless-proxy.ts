import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A reverse proxy that changes the spelling of paths, and sends every body in chunks, without a length. */
export interface CarelessProxy {
  url: string
  close: () => Promise<void>
}

/**
 * @param origin address of the server behind it
 * @param respell receives the path without its query
 */
export async function startCarelessProxy(origin: string, respell: (path: string) => string): Promise<CarelessProxy> {
  const server = createServer((incoming, outgoing) => {
    const [path, query] = incoming.url!.split('?', 2) as [string, string | undefined]
    const { 'content-length': _length, ...headers } = incoming.headers
    const hasBody = incoming.headers['content-length'] !== undefined
      || incoming.headers['transfer-encoding'] !== undefined
    const { hostname, port } = new URL(origin)
    const forwarded = request({
      hostname,
      port,
      path: respell(path) + (query === undefined ? '' : `?${query}`),
      method: incoming.method,
      headers: { ...headers, ...hasBody && { 'transfer-encoding': 'chunked' } },
    }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.once('error', () => outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end())
    incoming.pipe(forwarded)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
