import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A reverse proxy before WeCom's API. */
export interface ApiProxy {
  url: string
  close: () => Promise<void>
}

/**
 * @param origin of the API
 * @param rules `passes`: other paths get 404; `localAddress`: the API sees this address of the proxy
 */
export async function startApiProxy(
  origin: string, { passes, localAddress }: { passes?: RegExp, localAddress?: string },
): Promise<ApiProxy> {
  const { port } = new URL(origin)
  const server = createServer((incoming, outgoing) => {
    if (passes && !passes.test(incoming.url!)) return void outgoing.writeHead(404).end('404 page not found')
    const target = { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: incoming.headers }
    const behind = request({ ...target, localAddress }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    behind.on('error', () => outgoing.destroy())
    incoming.pipe(behind)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
