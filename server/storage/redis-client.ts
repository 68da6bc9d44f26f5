import { once } from 'node:events'
import { Cluster, Redis, ReplyError } from 'ioredis'
import type { RedisAddress } from '../config/redis-address.ts'
import { networkFailureOf } from '../errors/network-failure.ts'

/** How long a command waits for an answer. After the first timeout, requests fail at once. */
export const PATIENCE_MS = 250
/** Name lookup, TCP, TLS and sign-in. No request waits for it, except the first one of a process. */
export const CONNECT_TIMEOUT_MS = 2_000
const MAX_RECONNECT_DELAY_MS = 1_000
const SENTINEL_PATIENCE_MS = 1_000
export const KEY_PREFIX = 'wecom-sidebar:'

/**
 * Without limits ioredis waits for ever. Its socket timeout is a plain timer: after a stall of this process or a pause
 * of the whole machine it ends a connection that works, with all its commands. So it is long, and only the last resort,
 * for a connection that turns silent before it is ready. replaceSilent() is what ends the other silent ones.
 */
const LIMITS = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: 10_000,
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
    sentinelCommandTimeout: SENTINEL_PATIENCE_MS,
    sentinelRetryStrategy: reconnectDelay,
    enableTLSForSentinelMode: tls,
    ...tls && { sentinelTLS: {} },
    // The sentinels tell when another server becomes the primary.
    failoverDetector: true,
  })
}

/**
 * Resolves when a client can send commands for the first time.
 *
 * @throws its first error, except a time-out: ioredis then connects again. Its timer also ends a connection that works
 * when this process was too busy to see that it was made, as at its start
 */
export async function whenReady(client: RedisClient): Promise<void> {
  await readyAfterTimeouts(client)
  const nodes = client instanceof Cluster ? client.nodes('master') : []
  await Promise.all(nodes.map(node => node.status === 'ready' || readyAfterTimeouts(node)))
}

async function readyAfterTimeouts(client: RedisClient): Promise<void> {
  try {
    await once(client, 'ready')
  }
  catch (error) {
    if (networkFailureOf(error)?.code !== 'ETIMEDOUT') throw error
    await readyAfterTimeouts(client)
  }
}

/**
 * Ends the connections that do not answer, so that ioredis makes new ones: after a fail-over the old server may be gone
 * without a word. In a cluster, one node can be silent while the others answer.
 *
 * @param withTimeout rejects when an answer does not come in time
 */
export async function replaceSilent(
  client: RedisClient, withTimeout: (answer: Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const connections = client instanceof Cluster ? client.nodes('master') : [client]
  const ready = connections.filter(({ status }) => status === 'ready')
  await Promise.all(ready.map(async (connection) => {
    try {
      await withTimeout(connection.ping())
    }
    catch (error) {
      if (!(error instanceof ReplyError)) connection.disconnect(true)
    }
  }))
}
