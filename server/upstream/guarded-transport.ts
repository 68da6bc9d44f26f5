import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import type { ForwardProxy } from '../config/forward-proxy.ts'
import type { AddressRule } from './address-rules.ts'
import { createTransport } from './transport.ts'
import type { Fetch } from './transport.ts'

/** The server has an address that must not be called. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'

  constructor() {
    super('The address of this server is not allowed.')
  }
}

/** The part of `dns.lookup` that is used here; tests pass their own. */
export type FindAddresses = (
  hostname: string, options: { all: true }, done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

/**
 * An HTTP client for URLs that others have chosen (SSRF). The rule is asked for the very addresses that are connected:
 * a name that changes its address between a check and the connection (DNS rebinding) gains nothing. A forward proxy
 * finds the addresses of names itself, and has to keep the rule.
 *
 * @param isAllowed decides about each address
 * @param find finds the addresses of a name
 */
export function createGuardedTransport(
  isAllowed: AddressRule, proxy?: ForwardProxy, find: FindAddresses = systemLookup,
): Fetch {
  const lookup: LookupFunction = (hostname, options, done) => {
    find(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return done(new AddressRefusedError(), '')
      if (options.all) return done(null, addresses)
      done(null, first.address, first.family)
    })
  }
  const fetch = createTransport(proxy, lookup)
  return async (url, init) => {
    // An address in the URL needs no lookup. `URL` has turned every way to write one into the usual one.
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0 && !isAllowed(host)) throw new AddressRefusedError()
    return fetch(url, init)
  }
}

/** @returns whether an error, or what caused it, is a refused address */
export function isAddressRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AddressRefusedError) return true
  const reasons: unknown[] = error instanceof AggregateError ? [...error.errors, error.cause] : [error.cause]
  return reasons.some(isAddressRefused)
}
