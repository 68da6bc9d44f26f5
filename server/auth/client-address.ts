import { BlockList, isIP, isIPv6 } from 'node:net'

/**
 * Who is calling, by address, when proxies stand in between.
 *
 * Anybody can send X-Forwarded-For, so it is read from the right, where our own proxies write, and only as long as who
 * wrote is one of them. What a client has put to the left of that is never looked at.
 *
 * @param trustedProxies addresses and CIDR ranges (NUXT_TRUSTED_PROXIES)
 */
export function createClientAddress(trustedProxies: readonly string[]): (remoteAddress: string, forwardedFor: string | undefined) => string {
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

/** What one subscriber is given: an IPv6 client has 2^64 addresses to change between. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${groups.slice(0, 4).map(group => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`
}

/** The address of a hop, which some proxies write with its port: `ip:port`, `[ipv6]` or `[ipv6]:port`. */
function addressIn(hop: string): string {
  const text = hop.trim()
  const { ipv4, ipv6 } = /^(?<ipv4>[\d.]+):\d+$|^\[(?<ipv6>[^\]]+)\](?::\d+)?$/.exec(text)?.groups ?? {}
  return unmapped(ipv4 ?? ipv6 ?? text)
}

/** A socket for both families writes IPv4 addresses as IPv6 ones. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isAddress(text: string): boolean {
  return isIP(text) !== 0
}
