import { Agent, createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const PROBE_INTERVAL_MS = 100
const IDLE_MS = 120_000
const BACKLOG = 4_096

/** A round-robin proxy that sends requests only to processes whose /readyz is 200, and repeats no request. */
export interface LoadBalancer {
  url: string
  /** Resolves when every process is ready. */
  settled: () => Promise<void>
  close: () => Promise<void>
}

/** @param origins addresses of the processes */
export async function startLoadBalancer(origins: string[]): Promise<LoadBalancer> {
  const ready = new Set<string>()
  const agent = new Agent({ keepAlive: true })
  let turn = 0
  let open = true

  async function probe(origin: string) {
    while (open) {
      const good = await fetch(`${origin}/readyz`).then(({ ok }) => ok, () => false)
      if (good) ready.add(origin)
      else ready.delete(origin)
      await sleep(PROBE_INTERVAL_MS)
    }
  }
  const probing = Promise.all(origins.map(probe))
  async function settled() {
    while (ready.size < origins.length) await sleep(10)
  }

  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    const candidates = origins.filter(origin => ready.has(origin))
    const origin = candidates[turn++ % candidates.length]
    if (!origin) return void outgoing.writeHead(503).end()
    const forwarded = request(
      new URL(incoming.url!, origin),
      { method: incoming.method, headers: incoming.headers, agent },
      (answer) => {
        const { connection, ...headers } = answer.headers
        outgoing.writeHead(answer.statusCode!, headers)
        answer.pipe(outgoing)
      },
    )
    forwarded.once('error', () => outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end())
    incoming.pipe(forwarded)
  })
  // The proxy itself must never lose a request: by a full queue, or because it closes an idle connection.
  server.keepAliveTimeout = IDLE_MS
  await new Promise<void>(resolve => server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, resolve))
  await settled()

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settled,
    async close() {
      open = false
      await probing
      agent.destroy()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
