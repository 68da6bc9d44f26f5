import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../../server/upstream/address-rules.ts'
import { createGuardedTransport, isAddressRefused } from '../../../server/upstream/guarded-transport.ts'
import type { FindAddresses } from '../../../server/upstream/guarded-transport.ts'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'

let upstream: Upstream
beforeEach(async () => {
  upstream = await startUpstream((_request, response) => json(response, {}))
})
afterEach(() => upstream.close())

const portOf = () => new URL(upstream.url).port

/** A DNS server that gives the next list of addresses each time. */
function dns(...answers: string[][]): FindAddresses {
  return (_hostname, _options, done) => {
    const addresses = answers.length > 1 ? answers.shift()! : answers[0]!
    done(null, addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })))
  }
}

async function ask(host: string, find?: FindAddresses, isAllowed = isPublicAddress) {
  const fetch = createGuardedTransport(isAllowed, undefined, find)
  const init = { method: 'GET', redirect: 'manual', signal: AbortSignal.timeout(20_000) } as const
  return fetch(`http://${host}:${portOf()}/`, init).then(({ status }) => status, isAddressRefused)
}

describe('a guarded transport', () => {
  it.each([
    '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '017700000001', '0.0.0.0', '0', '[::1]', '[::]',
    '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:1]', '[fe80::1]', '[fd00:ec2::254]',
    '169.254.169.254', '100.100.100.200', '10.0.0.1', '192.168.0.1', '172.16.0.1', '①②⑦.⓪.⓪.①', 'localhost',
  ])('calls nothing at %s', async (host) => {
    expect(await ask(host)).toBe(true)
    expect(upstream.calls).toEqual([])
  })

  it('calls nothing when one of the addresses of a name is refused', async () => {
    expect(await ask('localhost', dns(['8.8.8.8', '127.0.0.1']))).toBe(true)
    expect(await ask('localhost', dns(['::1']))).toBe(true)
    expect(await ask('localhost', dns([]))).toBe(true)
    expect(upstream.calls).toEqual([])
  })

  it('connects to the address that was checked, and asks for no other (DNS rebinding)', async () => {
    const checked: string[] = []
    const rebinding = dns(['127.0.0.1'], ['169.254.169.254'])
    const isAllowed = (address: string) => checked.push(address) > 0 && address === '127.0.0.1'
    expect(await ask('localhost', rebinding, isAllowed)).toBe(200)
    expect(checked).toEqual(['127.0.0.1'])
    expect(await ask('localhost', rebinding, isAllowed)).toBe(true)
    expect(upstream.calls).toHaveLength(1)
  })

  it('tells a refused address from a server that is away', async () => {
    await upstream.close()
    expect(await ask('localhost', dns(['127.0.0.1']), () => true)).toBe(false)
  })
})
