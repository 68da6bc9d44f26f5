import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the range the system itself hands out, so that nothing else takes the port before its server listens. */
const FIRST = 20_000
const LAST = 29_999

/** A port of this machine's loopback that is free now, and very likely still is when a server wants it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST + 1)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
