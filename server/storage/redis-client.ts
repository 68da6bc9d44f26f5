import { once } from 'node:events'
import { Cluster, Redis } from 'ioredis'
import type { RedisAddress } from '../config/redis-address.ts'

/** How long a command waits for an answer. After the first timeout, requests fail at once. */
export const PATIENCE_MS = 250
/** Name lookup, TCP, TLS and sign-in. No request waits for it, except the first one of a process. */
export const CONNECT_TIMEOUT_MS = 2_000
const MAX_RECONNECT_DELAY_MS = 1_000
export const KEY_PREFIX = 'wecom-sidebar:'

/**
 * Without limits ioredis waits for ever. The socket timeout ends a connection that died silently, for example after a
 * failover.
 */
const LIMITS = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: 1_000,
  disconnectTimeout: PATIENCE_MS,
  // How long ioredis waits before it asks a server that loads its data again.
  maxLoadingRetryTime: MAX_RECONNECT_DELAY_MS,
} as const

export type RedisClient = Redis | Cluster

const reconnectDelay = (attempt: number) => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS)

/** A client that connects at once, follows the primary, and sends a command only while it is connected. */
export function createRedisClient({ kind, tls, nodes, username, password, db, sentinel }: RedisAddress): RedisClient {
  const account = { username, password, ...LIMITS, ...tls && { tls: {} } }
  if (kind === 'cluster') {
    const cluster = new Cluster(nodes, {
      keyPrefix: KEY_PREFIX,
      enableOfflineQueue: false,
      redisOptions: account,
      slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
      clusterRetryStrategy: reconnectDelay,
      // A certificate names hosts, not the addresses that a lookup gives.
      dnsLookup: (host, callback) => callback(null, host),
    })
    // ioredis would connect to a server only with the first command for it, which cannot wait so long.
    return cluster.on('+node', (node: Redis) => void node.connect().catch(() => {}))
  }
  const common = {
    ...account, db, keyPrefix: KEY_PREFIX, enableOfflineQueue: false, maxRetriesPerRequest: 1,
    retryStrategy: reconnectDelay,
  }
  if (!sentinel) return new Redis({ ...common, ...nodes[0] })
  return new Redis({
    ...common,
    sentinels: nodes,
    name: sentinel.primary,
    sentinelUsername: sentinel.username,
    sentinelPassword: sentinel.password,
    sentinelCommandTimeout: LIMITS.socketTimeout,
    sentinelRetryStrategy: reconnectDelay,
    enableTLSForSentinelMode: tls,
    ...tls && { sentinelTLS: {} },
    // The sentinels tell when another server becomes the primary.
    failoverDetector: true,
  })
}

/** Resolves when a client can send commands for the first time. */
export async function whenReady(client: RedisClient): Promise<void> {
  await once(client, 'ready')
  const nodes = client instanceof Cluster ? client.nodes('master') : []
  await Promise.all(nodes.map(node => node.status === 'ready' || once(node, 'ready')))
}
