import { BlockList, isIP } from 'node:net'

/** Ranges that no public server has (IANA special-purpose registries), IPv4. */
const NOT_PUBLIC_4: [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
]
/** Within 2000::/3, the only public range: Teredo and the like, documentation, 6to4, which hides an IPv4 address. */
const NOT_PUBLIC_6: [string, number][] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]]

/** The networks of a company, and this machine. */
const PRIVATE: [string, number][] = [
  ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['::1', 128],
  ['fc00::', 7],
]
/** Where clouds give machines their credentials. Some are in private or public ranges. */
const METADATA: [string, number][] = [
  ['169.254.0.0', 16], ['100.100.100.200', 32], ['168.63.129.16', 32], ['192.0.0.192', 32], ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
]

const notPublic = listOf([...NOT_PUBLIC_4, ...NOT_PUBLIC_6])
const public6 = listOf([['2000::', 3]])
const inCompany = listOf(PRIVATE)
const metadata = listOf(METADATA)

/** Whether a server at this address may be called. */
export type AddressRule = (address: string) => boolean

/** Only addresses of the public internet. */
export const isPublicAddress: AddressRule = (text) => {
  const address = unmapped(text)
  const isListed = isIP(address) === 4 || within(public6, address)
  return isIP(address) !== 0 && isListed && !within(notPublic, address) && !within(metadata, address)
}

/** Those, and the networks of the company, but never the metadata of the cloud. */
export const isUsableAddress: AddressRule = (text) => {
  const address = unmapped(text)
  return isPublicAddress(address) || (within(inCompany, address) && !within(metadata, address))
}

/** ::ffff:127.0.0.1, also as ::ffff:7f00:1, is the IPv4 address in it. */
function unmapped(text: string): string {
  const address = text.replace(/%.*$/, '')
  if (isIP(address) !== 6) return address
  const { hostname } = new URL(`http://[${address}]`)
  const [, high, low] = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(hostname) ?? []
  if (!high || !low) return hostname.slice(1, -1)
  return [high, low].flatMap(half => [Number.parseInt(half, 16) >> 8, Number.parseInt(half, 16) & 255]).join('.')
}

function within(list: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function listOf(ranges: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of ranges) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}
