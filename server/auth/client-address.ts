import { BlockList, isIP, isIPv6 } from 'node:net'

/** @returns the address of the client, also behind proxies, from the socket's address and X-Forwarded-For */
export type ClientAddress = (remoteAddress: string, forwardedFor: string | undefined) => string

/**
 * Any client can send X-Forwarded-For. It is read from the right, where our own proxies write, and only while the
 * writer is one of them. The part to the left, which the client may have written, is ignored.
 *
 * @param trustedProxies addresses and CIDR ranges (NUXT_TRUSTED_PROXIES)
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trusted = new BlockList()
  for (const range of trustedProxies) {
    const [address, bits] = range.split('/') as [string, string | undefined]
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    trusted.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

  return (remoteAddress, forwardedFor = '') => {
    let client = unmapped(remoteAddress)
    for (const hop of forwardedFor.split(',').map(addressIn).reverse()) {
      if (!isTrusted(client) || !isAddress(hop)) break
      client = hop
    }
    return client
  }
}

/** The network of one subscriber: an IPv6 client can choose among 2^64 addresses. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':') ?? []
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${groups.slice(0, 4).map(group => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`
}

/** The address of a hop; some proxies add the port: `ip:port`, `[ipv6]` or `[ipv6]:port`. */
function addressIn(hop: string): string {
  const text = hop.trim()
  const { ipv4, ipv6 } = /^(?<ipv4>[\d.]+):\d+$|^\[(?<ipv6>[^\]]+)\](?::\d+)?$/.exec(text)?.groups ?? {}
  return unmapped(ipv4 ?? ipv6 ?? text)
}

/** A dual-stack socket reports IPv4 addresses in IPv6 form. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isAddress(text: string): boolean {
  return isIP(text) !== 0
}
