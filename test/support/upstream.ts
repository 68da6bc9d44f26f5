import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A fake upstream on a free port of this machine. */
export interface Upstream {
  url: string
  /** Path and query of every call, in order. */
  calls: string[]
  /** Connections open right now. */
  connections: () => Promise<number>
  close: () => Promise<void>
}

/** @param answer writes the response; for JSON see `json` */
export async function startUpstream(
  answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void,
): Promise<Upstream> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url ?? '')
    answer(request, response, new URL(request.url ?? '/', 'http://upstream'))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
