import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { freePort as firstFreePort } from '../../scripts/lib/free-port.mjs'

/** Below the range of ports that the system assigns: no other program takes the port before its server listens. */
const FIRST = 20_000
const BLOCKS = 16
const PER_BLOCK = 750
/** So many ports are tried for one that is free. */
const TRIED = 100

let latest: Promise<number> | undefined

/** A loopback port that is free now. Only this worker gives it out, until it has given out some hundred others. */
export function freePort(): Promise<number> {
  latest = latest?.then(port => firstFreePort(following(port))) ?? takeBlock().then(firstFreePort)
  return latest
}

/**
 * Each worker has its own ports, so that no test takes one that another has found but does not listen on yet. The
 * worker listens on the first port of its block until it ends, which workers of other test runs notice, too.
 *
 * @returns the second port of the block
 */
async function takeBlock(): Promise<number> {
  const some = randomInt(BLOCKS)
  for (let i = 0; i < BLOCKS; i++) {
    const begin = FIRST + (some + i) % BLOCKS * PER_BLOCK
    if (await keeps(begin)) return begin + 1
  }
  throw new Error(`All ports from ${FIRST} on are in use: end other test runs.`)
}

function keeps(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().unref()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1' }, () => resolve(true))
  })
}

function following(port: number): number {
  const place = (port - FIRST) % PER_BLOCK
  return port - place + 1 + place % (PER_BLOCK - TRIED)
}
