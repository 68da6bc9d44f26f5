/** What is wrong with a URL. It quotes no part of it: a part may be the password. */
export class UrlProblem extends Error {}

/** The parts of `protocol://user:password@host:port,host:port/path?query`, decoded. */
export interface ServerUrl {
  protocol: string
  username?: string
  password?: string
  hosts: { host: string, port?: number }[]
  /** Without its slash. */
  path: string
  query: URLSearchParams
}

const FORM = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(\/[^?#]*)?(\?[^#]*)?(#.*)?$/is
const HOST = /^(\[[0-9a-f:.]+\]|[^\s:[\]@]+)(?::(\d{1,5}))?$/i
const ENCODE = 'has a sign in its password that must be written percent-encoded: % as %25, / as %2F, ? as %3F, '
  + '# as %23, @ as %40, : as %3A'

/**
 * Reads the URL of a server. The URL class does not know several hosts, and does not say what is wrong.
 *
 * @throws {UrlProblem}
 */
export function parseServerUrl(text: string, protocols: readonly string[]): ServerUrl {
  const [, protocol = '', authority = '', path = '', query = '', hash] = FORM.exec(text) ?? []
  if (!protocols.includes(protocol)) throw new UrlProblem(`does not begin with ${protocols.join(':// or ')}://`)
  const at = authority.lastIndexOf('@')
  // The first / ? or # of a password ends what looks like the address.
  if (hash !== undefined || (at < 0 && path.includes('@'))) throw new UrlProblem(ENCODE)
  if (at < 0 && /:[^,]*[^\d,]/.test(authority) && query.includes('@')) throw new UrlProblem(ENCODE)
  const [username, ...password] = authority.slice(0, Math.max(at, 0)).split(':')
  return {
    protocol,
    username: decode(username ?? '') || undefined,
    password: decode(password.join(':')) || undefined,
    hosts: authority.slice(at + 1).split(',').filter(Boolean).map(parseHost),
    path: decode(path.slice(1)),
    query: new URLSearchParams(query),
  }
}

function parseHost(text: string): ServerUrl['hosts'][number] {
  const [, host, port] = HOST.exec(text) ?? []
  if (host === undefined) throw new UrlProblem('has a host or a port that cannot be read')
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    throw new UrlProblem('has a port that is not between 1 and 65535')
  }
  return { host: decode(host.replace(/^\[|\]$/g, '')), ...port && { port: Number(port) } }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  }
  catch {
    throw new UrlProblem(ENCODE)
  }
}
