import { randomInt } from 'node:crypto'
import { freePort as firstFreePort } from '../../scripts/lib/free-port.mjs'

/** Below the range of ports that the system assigns: no other program takes the port before its server listens. */
const FIRST = 20_000
const LAST = 29_800

/** A loopback port that is free now, and very likely still free when a server wants it. */
export function freePort(): Promise<number> {
  return firstFreePort(randomInt(FIRST, LAST))
}
