import { Redis } from 'ioredis'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'
import { startRedisServer } from './redis-server.ts'

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

/** @param password of all nodes */
export async function startRedisCluster(password?: string): Promise<RedisCluster> {
  // A node's second port is otherwise its first one plus 10,000, which may be none.
  const busPorts = await Promise.all(Array.from({ length: NODES }, freePort))
  const servers = await Promise.all(busPorts.map(port => startRedisServer([
    '--cluster-enabled', 'yes', '--cluster-port', String(port), '--cluster-node-timeout', '1000',
    ...password ? ['--requirepass', password, '--masterauth', password] : [],
  ])))
  const nodes = servers.map(({ url }) => new Redis(url, { password }).on('error', () => {}))
  await Promise.all(nodes.map(async (node, index) => {
    await node.cluster('ADDSLOTSRANGE', Math.ceil(index * SLOTS / NODES), Math.ceil((index + 1) * SLOTS / NODES) - 1)
    await node.call('CLUSTER', 'MEET', '127.0.0.1', servers[0]!.port, busPorts[0]!)
  }))
  await eventually(async () => {
    const states = await Promise.all(nodes.map(node => node.cluster('INFO')))
    return states.every(state => state.includes('cluster_state:ok') && state.includes(`cluster_known_nodes:${NODES}`))
  })
  return {
    url: `redis-cluster://${password ? `:${password}@` : ''}${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    breakDown: () => servers.at(-1)!.kill(),
    repair: () => servers.at(-1)!.restart(),
    async close() {
      nodes.forEach(node => node.disconnect())
      await Promise.all(servers.map(server => server.close()))
    },
  }
}
