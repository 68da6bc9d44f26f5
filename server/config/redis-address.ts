import { parseServerUrl, UrlProblem } from './server-url.ts'
import type { ServerUrl } from './server-url.ts'

/** Where Redis is, and how to sign in to it. */
export interface RedisAddress {
  kind: 'single' | 'sentinel' | 'cluster'
  tls: boolean
  /** Servers for `single` (one) and `cluster`; sentinels for `sentinel`. */
  nodes: { host: string, port: number }[]
  username?: string
  password?: string
  /** Number of the database. */
  db: number
  /** What the sentinels are asked for, and their own account. */
  sentinel?: { primary: string, username?: string, password?: string }
}

/** What the URL may look like, to complete "must be …". */
export const REDIS_FORM = 'redis://:password@host:6379, redis-sentinel://:password@host:26379,host:26379/name-of-primary '
  + 'or redis-cluster://:password@host:6379,host:6379, with rediss in place of redis for TLS'

const PROTOCOLS = ['redis', 'rediss', 'redis-sentinel', 'rediss-sentinel', 'redis-cluster', 'rediss-cluster']
const PORTS = { single: 6_379, sentinel: 26_379, cluster: 6_379 }
const PARAMETERS = { single: [], sentinel: ['db', 'sentinelUsername', 'sentinelPassword'], cluster: [] }

/**
 * Reads NUXT_REDIS_URL.
 *
 * @throws {UrlProblem}
 */
export function parseRedisUrl(text: string): RedisAddress {
  const url = parseServerUrl(text, PROTOCOLS)
  const kind = (url.protocol.split('-')[1] ?? 'single') as RedisAddress['kind']
  const unknown = url.query.keys().find(name => !(PARAMETERS[kind] as string[]).includes(name))
  if (unknown !== undefined) throw new UrlProblem('has a parameter that is not known')
  if (url.hosts.length === 0) throw new UrlProblem('has no host')
  if (kind === 'single' && url.hosts.length > 1) {
    throw new UrlProblem('names several hosts: that needs redis-sentinel:// or redis-cluster://')
  }
  if (kind === 'cluster' && url.path !== '') throw new UrlProblem('names a database, but a cluster has only one')
  return {
    kind,
    tls: url.protocol.startsWith('rediss'),
    nodes: url.hosts.map(({ host, port = PORTS[kind] }) => ({ host, port })),
    username: url.username,
    password: url.password,
    db: databaseOf(kind === 'sentinel' ? url.query.get('db') ?? '' : url.path),
    ...kind === 'sentinel' && { sentinel: sentinelOf(url) },
  }
}

function databaseOf(text: string): number {
  if (!/^\d{0,4}$/.test(text)) throw new UrlProblem('has a database that is no number')
  return Number(text)
}

function sentinelOf({ path, query }: ServerUrl): RedisAddress['sentinel'] {
  if (path === '') throw new UrlProblem('lacks the name of the primary after its hosts, such as /mymaster')
  return {
    primary: path,
    username: query.get('sentinelUsername') ?? undefined,
    password: query.get('sentinelPassword') ?? undefined,
  }
}
