import { ConfigError } from './load-config.ts'
import type { Environment } from './load-config.ts'

/** The proxy that leads to the internet, as curl and other programs know it. */
export interface ForwardProxy {
  /** URL of the proxy for http and for https addresses; empty: none. May hold a password. */
  http: string
  https: string
  /** Hosts that are reached without it, separated by commas. */
  except: string
}

/** What runs on this machine needs no proxy. */
const OWN_MACHINE = ['localhost', '127.0.0.1', '::1']
const PROTOCOLS = ['http:', 'https:', 'socks5:']

/**
 * The forward proxy of HTTP_PROXY, HTTPS_PROXY and NO_PROXY, or of the same names in small letters, which come first.
 *
 * @returns undefined when there is none
 * @throws {ConfigError}
 */
export function forwardProxy(environment: Environment): ForwardProxy | undefined {
  const read = (name: string) => (environment[name.toLowerCase()] || environment[name] || '').trim()
  const [http, https] = ['HTTP_PROXY', 'HTTPS_PROXY'].map(name => parseProxy(name, read(name))) as [string, string]
  if (http === '' && https === '') return undefined
  return { http, https: https || http, except: [read('NO_PROXY'), ...OWN_MACHINE].filter(Boolean).join() }
}

/** @returns the URL; without a protocol it is http */
function parseProxy(name: string, text: string): string {
  if (text === '') return ''
  const url = text.includes('://') ? text : `http://${text}`
  try {
    const { protocol, hostname, username, password } = new URL(url)
    decodeURIComponent(username + password)
    if (PROTOCOLS.includes(protocol) && hostname !== '') return url
  }
  catch {
    // The URL may hold a password, so the reason is not quoted.
  }
  throw new ConfigError([
    `${name} is wrong: it must be empty or the address of a proxy, http://user:password@host:port, with % / ? # @ in the `
    + 'password written percent-encoded.',
  ])
}
