import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A WeCom with another clock than ours. All other data comes from the server behind it. */
export interface WrongClock {
  url: string
  /** @param origin address of the server behind it */
  standBefore: (origin: string) => void
  close: () => Promise<void>
}

/** @param offsetMs how far its Date header is ahead of this machine's clock */
export async function startWrongClock(offsetMs: number): Promise<WrongClock> {
  let origin = ''
  const server = createServer(async (incoming, outgoing) => {
    const body = await Array.fromAsync(incoming as AsyncIterable<Buffer>)
    const answer = await fetch(new URL(incoming.url!, origin), {
      method: incoming.method,
      body: body.length > 0 ? Buffer.concat(body) : undefined,
    })
    outgoing.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      'date': new Date(Date.now() + offsetMs).toUTCString(),
    })
    outgoing.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    standBefore: to => void (origin = to),
    close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
