import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { anyFreePort, freePort } from '../../../scripts/lib/free-port.mjs'

let server: Server | undefined
afterEach(() => new Promise<void>(resolve => server ? server.close(() => resolve()) : resolve()))

/** Occupies a port that the system assigns. */
function occupy(host: string): Promise<number> {
  return new Promise((resolve) => {
    server = createServer().listen(0, host, () => resolve((server!.address() as AddressInfo).port))
  })
}

it('anyFreePort lets the system choose, so that two runs at once take different ports', async () => {
  const ports = await Promise.all(Array.from({ length: 10 }, anyFreePort))
  expect(new Set(ports).size).toBeGreaterThan(5)
  expect(ports.every(port => port > 1_024)).toBe(true)
})

describe('freePort', () => {
  it('skips ports in use and reserved ports', async () => {
    const port = await occupy('127.0.0.1')
    const first = await freePort(port)
    expect(first).toBeGreaterThan(port)
    expect(await freePort(port, [first])).toBeGreaterThan(first)
  })
})
