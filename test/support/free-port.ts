import { randomInt } from 'node:crypto'
import { freePort as firstFreePort } from '../../scripts/lib/free-port.mjs'

/** Below the range of ports that the system assigns: no other program takes the port before its server listens. */
const FIRST = 20_000
/** Each worker has its own ports, so that no test takes one that another has found but does not listen on yet. */
const PER_WORKER = 1_200
const WORKERS = 8

const begin = FIRST + PER_WORKER * (Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS)
const following = (port: number) => begin + (port + 1 - begin) % PER_WORKER
let latest = Promise.resolve(begin + randomInt(PER_WORKER))

/** A loopback port that is free now, and very likely still free when a server wants it. */
export function freePort(): Promise<number> {
  latest = latest.then(port => firstFreePort(following(port)))
  return latest
}
