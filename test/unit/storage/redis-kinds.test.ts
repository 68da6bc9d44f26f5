import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { redisFix } from '../../../server/storage/redis-advice.ts'
import { describeWithRedis } from '../../support/describe-with-redis.ts'
import { coded } from '../../support/coded.ts'
import { eventually } from '../../support/eventually.ts'
import { startFakeSentinel } from '../../support/fake-sentinel.ts'
import { openRedisStore } from '../../support/open-redis-store.ts'
import { startRedisCluster } from '../../support/redis-cluster.ts'
import type { RedisCluster } from '../../support/redis-cluster.ts'
import { startRedisServer } from '../../support/redis-server.ts'
import { FAIL_OVER_MS, startSentinelGroup } from '../../support/redis-sentinel.ts'
import { SHORTEN, STRETCH, stretched } from '../../support/stretched-store.ts'
import { describeKeyValueStore } from './key-value-store.contract.ts'

describeWithRedis('S8: Redis Cluster', () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startRedisCluster()
  })
  afterAll(() => cluster.close())

  const onEachNode = (work: (node: RedisCluster['nodes'][number]) => Promise<unknown>) =>
    Promise.all(cluster.nodes.map(work))

  describeKeyValueStore('cluster', async () => {
    await onEachNode(node => node.flushall())
    const store = stretched(openRedisStore(cluster.url))
    return {
      // The lock of the contract guards the key "value".
      store: { ...store, acquire: (_lock, ttlMs) => store.acquire('value:lock', ttlMs) },
      advance: ms => onEachNode(node => node.eval(SHORTEN, 0, ms * STRETCH)).then(() => {}),
    }
  })

  it('spreads keys over the nodes, and keeps each lock beside its value', async () => {
    const store = openRedisStore(cluster.url)
    for (let i = 0; i < 50; i++) {
      const lease = (await store.acquire(`owner:${i}:lock`, 60_000))!
      expect(await lease.set(`owner:${i}`, 'x', 60_000)).toBe(true)
    }
    const keys = await Promise.all(cluster.nodes.map(node => node.keys('*owner:*')))
    expect(keys.every(ofNode => ofNode.length > 10)).toBe(true)
    for (const ofNode of keys) {
      const values = ofNode.filter(key => !key.endsWith(':lock'))
      expect(ofNode.sort()).toEqual([...values, ...values.map(key => `wecom-sidebar:{${key}}:lock`)].sort())
    }
    await store.close()
  })

  it('S1: works again by itself after a part of the cluster was away (CLUSTERDOWN)', async () => {
    const secured = await startRedisCluster({ password: 'right' })
    onTestFinished(() => secured.close())
    const availability: (boolean | string)[] = []
    const store = openRedisStore(secured.url, (available, reason) => availability.push(available || reason!))
    const keys = Array.from({ length: 20 }, (_, i) => `key:${i}`)
    const writeAll = () => Promise.all(keys.map(key => store.set(key, 'x', 60_000)))
    await writeAll()
    await secured.breakDown()
    await eventually(async () => expect(await secured.nodes[0]!.cluster('INFO')).toContain('cluster_state:fail'))
    await eventually(() => expect(writeAll()).rejects.toThrow(coded('store_unavailable')))
    await secured.repair()
    await eventually(writeAll, 20_000)
    expect(availability.at(-1)).toBe(true)
    await store.close()
  }, 60_000)

  it('tells that an address of one server is that of a cluster', async () => {
    const reasons: (string | undefined)[] = []
    const { host, port } = cluster.nodes[0]!.options
    const store = openRedisStore(`redis://${host}:${port}`, (_available, reason) => reasons.push(reason))
    // One of these keys is on another server.
    await Promise.allSettled(Array.from({ length: 50 }, (_, i) => store.get(`some:${i}`)))
    expect(reasons).toEqual(['MOVED'])
    expect(redisFix(reasons[0])?.en).toContain('redis-cluster://')
    await store.close()
  })

  it('goes on after a node has given its slots to another', async () => {
    const store = openRedisStore(cluster.url)
    const values = Array.from({ length: 20 }, (_, i) => `moved:${i}`)
    const readAll = () => Promise.all(values.map(key => store.get(key)))
    const writeAll = () => Promise.all(values.map(key => store.set(key, key, 60_000)))
    await writeAll()
    await onEachNode(node => node.flushall())
    const heir = String(await cluster.nodes[1]!.cluster('MYID'))
    // Otherwise the heir may believe an older message in which the first node still names these slots its own.
    await cluster.nodes[1]!.call('CLUSTER', 'BUMPEPOCH')
    const slots = Array.from({ length: 5_462 }, (_, slot) => slot)
    await onEachNode(node => Promise.all(slots.map(slot => node.cluster('SETSLOT', slot, 'NODE', heir))))
    // The first answers are MOVED.
    await eventually(writeAll)
    expect(await readAll()).toEqual(values)
    await store.close()
  })
})

describeWithRedis('S8: Redis Sentinel', () => {
  it('follows the primary when a replica takes its place', async () => {
    const group = await startSentinelGroup()
    onTestFinished(() => group.close())
    const availability: unknown[] = []
    const store: KeyValueStore = openRedisStore(group.url, available => availability.push(available))
    await store.set('a', 'before', 60_000)
    expect(await store.get('a')).toBe('before')
    await group.failOver()
    await eventually(async () => expect(await store.get('a')).toBe('before'))
    await store.set('a', 'after', 60_000)
    expect(await store.get('a')).toBe('after')
    expect(availability.at(-1) ?? true).toBe(true)
    await store.close()
  }, FAIL_OVER_MS + 60_000)

  it('connects again when a fail-over is announced while it asks for the primary', async () => {
    const redis = await startRedisServer()
    const sentinel = await startFakeSentinel(redis.port)
    onTestFinished(async () => void await Promise.all([sentinel.close(), redis.close()]))
    const store = openRedisStore(sentinel.url)
    await store.set('a', 'before', 60_000)
    sentinel.hold()
    const admin = new Redis(redis.url)
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    admin.disconnect()
    await sentinel.question()
    await sentinel.announce()
    sentinel.answer()
    await eventually(async () => expect(await store.get('a')).toBe('before'))
    await store.close()
  })
})
