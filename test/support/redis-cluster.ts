import { Redis } from 'ioredis'
import type { Certificate } from './certificate.ts'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'
import { startRedisServer } from './redis-server.ts'
import type { RedisServer } from './redis-server.ts'

const SLOTS = 16_384
const NODES = 3

/** A private Redis Cluster of three primaries. */
export interface RedisCluster {
  /** As in NUXT_REDIS_URL. */
  url: string
  /** A connection to each node itself. */
  nodes: Redis[]
  /** Kills the last node. The others then refuse all work, because its slots are not served. */
  breakDown: () => Promise<void>
  /** Starts that node again. */
  repair: () => Promise<void>
  close: () => Promise<void>
}

export interface RedisClusterOptions {
  /** Of all nodes. */
  password?: string
  /** The nodes then speak TLS with each other, and `url` with the client. */
  certificate?: Certificate
}

export async function startRedisCluster({ password, certificate }: RedisClusterOptions = {}): Promise<RedisCluster> {
  // A node's second port is otherwise its first one plus 10,000, which may be none.
  const busPorts = await Promise.all(Array.from({ length: NODES }, freePort))
  const servers = await Promise.all(busPorts.map(port => startRedisServer([
    '--cluster-enabled', 'yes', '--cluster-port', String(port), '--cluster-node-timeout', '1000',
    ...password ? ['--requirepass', password, '--masterauth', password] : [],
    ...certificate ? ['--tls-cluster', 'yes'] : [],
  ], certificate)))
  const portOf = (server: RedisServer) => server.tlsPort ?? server.port
  const nodes = servers.map(({ url }) => new Redis(url, { password }).on('error', () => {}))
  await Promise.all(nodes.map(async (node, index) => {
    await node.cluster('ADDSLOTSRANGE', Math.ceil(index * SLOTS / NODES), Math.ceil((index + 1) * SLOTS / NODES) - 1)
    await node.call('CLUSTER', 'MEET', '127.0.0.1', portOf(servers[0]!), busPorts[0]!)
  }))
  await eventually(async () => {
    const states = await Promise.all(nodes.map(node => node.cluster('INFO')))
    return states.every(state => state.includes('cluster_state:ok') && state.includes(`cluster_known_nodes:${NODES}`))
  })
  const protocol = certificate ? 'rediss-cluster' : 'redis-cluster'
  const hosts = servers.map(server => `127.0.0.1:${portOf(server)}`).join(',')
  return {
    url: `${protocol}://${password ? `:${password}@` : ''}${hosts}`,
    nodes,
    breakDown: () => servers.at(-1)!.kill(),
    repair: () => servers.at(-1)!.restart(),
    async close() {
      nodes.forEach(node => node.disconnect())
      await Promise.all(servers.map(server => server.close()))
    },
  }
}
