import type { ForwardProxy } from '../config/forward-proxy.ts'
import { isPublicAddress, isUsableAddress } from '../upstream/address-rules.ts'
import { createGuardedTransport } from '../upstream/guarded-transport.ts'
import type { Fetch } from '../upstream/transport.ts'

/**
 * @param allowPrivate whether systems of panels may be in the company's network (NUXT_PANELS_ALLOW_PRIVATE)
 * @returns the HTTP client for calls of panels
 */
export function createProviderFetch(allowPrivate: boolean, proxy?: ForwardProxy): Fetch {
  return createGuardedTransport(allowPrivate ? isUsableAddress : isPublicAddress, proxy)
}
