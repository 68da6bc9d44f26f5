import { Redis } from 'ioredis'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { CONNECT_TIMEOUT_MS } from '../../../server/storage/redis-client.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import type { FaultProxy, NetworkFault } from '../../support/fault-proxy.ts'
import { describeWithRedis } from '../../support/describe-with-redis.ts'
import { eventually } from '../../support/eventually.ts'
import { redisFix } from '../../../server/storage/redis-advice.ts'
import { openRedisStore } from '../../support/open-redis-store.ts'
import { SHORTEN, STRETCH, stretched } from '../../support/stretched-store.ts'
import { startRedisServer } from '../../support/redis-server.ts'
import type { RedisServer } from '../../support/redis-server.ts'
import { describeKeyValueStore } from './key-value-store.contract.ts'
import { coded } from '../../support/coded.ts'
import { read } from '../docs/read.ts'

const LOADS_SLOWLY = [
  '--enable-debug-command', 'local', '--key-load-delay', '2000', '--loading-process-events-interval-bytes', '1024',
]

describeWithRedis('redis store', () => {
  let server: RedisServer
  let admin: Redis
  beforeAll(async () => {
    server = await startRedisServer()
    admin = new Redis(server.url)
  })
  afterAll(async () => {
    admin.disconnect()
    await server.close()
  })

  describeKeyValueStore('redis', async () => {
    await admin.flushall()
    return {
      store: stretched(openRedisStore(server.url)),
      advance: async ms => void await admin.eval(SHORTEN, 0, ms * STRETCH),
    }
  })

  it('needs no more rights than docs/operating.md names, for its own keys only', async () => {
    await admin.flushall()
    const rule = /^ACL SETUSER .+$/m.exec(read('docs/operating.md'))![0].replace('<password>', 'secret')
    await admin.call(...rule.split(' ') as [string, ...string[]])
    const url = new URL(server.url)
    Object.assign(url, { username: 'sidebar', password: 'secret' })
    const store = openRedisStore(url.href)
    await store.set('a', '1', 60_000)
    expect(await store.entry('a')).toMatchObject({ value: '1' })
    expect([await store.replace('a', '2', 60_000), await store.get('a')]).toEqual([true, '2'])
    expect(await store.take('a')).toBe('2')
    await store.delete('a')
    expect(await store.use('limit', { limit: 1, windowMs: 60_000 })).toMatchObject({ granted: true })
    expect(await store.useOnce('memory', { id: 'x', datedAt: 2, now: 1, toleranceMs: 1 })).toEqual({ granted: true })
    const lease = (await store.acquire('lock', 60_000))!
    expect([await lease.set('b', '1', 60_000), await lease.renew(60_000)]).toEqual([true, true])
    await lease.release()
    await store.append('changes', '1', 60_000)
    expect(await store.readOn('changes', '')).toEqual({ texts: ['1'], end: await store.endOf('changes') })
    await store.close()
    const account = new Redis(url.href)
    for (const [command, ...values] of [['get', 'foreign'], ['keys', '*'], ['flushall'], ['config', 'get', '*']]) {
      await expect(account.call(command!, ...values), command).rejects.toThrow('NOPERM')
    }
    account.disconnect()
  })

  it('keeps the memory of a key in one value without a lifetime, so that no part of it is lost alone', async () => {
    await admin.flushall()
    const store = openRedisStore(server.url)
    for (const id of ['x', 'y']) await store.useOnce('memory', { id, datedAt: 6, now: 5, toleranceMs: 5 })
    expect(await admin.keys('*')).toEqual(['wecom-sidebar:memory'])
    expect(await admin.pttl('wecom-sidebar:memory')).toBe(-1)
    await store.close()
  })

  it('knows that texts of a journal are missing after Redis has lost its data', async () => {
    const store = openRedisStore(server.url)
    // In some of these rounds, the same millisecond has the append before and after the loss.
    for (let round = 0; round < 50; round++) {
      await store.append('changes', 'a', 60_000)
      const end = await store.endOf('changes')
      await admin.flushall()
      expect([await store.readOn('changes', end), await store.endOf('changes')]).toEqual([undefined, ''])
      await store.append('changes', 'b', 60_000)
      await store.append('changes', 'c', 60_000)
      expect(await store.readOn('changes', end)).toBeUndefined()
      expect(await store.readOn('changes', '')).toMatchObject({ texts: ['b', 'c'] })
      await admin.flushall()
    }
    await store.close()
  })

  it('leaves it to Redis to delete expired values', async () => {
    const store = openRedisStore(server.url)
    await store.set('short', 'x', 1)
    await store.set('long', 'x', 60_000)
    await eventually(async () => expect(await store.get('short')).toBeUndefined())
    const left = await admin.pttl('wecom-sidebar:long')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(60_000)
    await store.close()
  })

  it('treats a value of another kind as absent, and not as an outage', async () => {
    await admin.flushall()
    const outages: unknown[] = []
    const store = openRedisStore(server.url, available => outages.push(available))
    const poison = (key: string) => admin.lpush(`wecom-sidebar:${key}`, 'x')
    await poison('a')
    expect([await store.get('a'), await store.entry('a'), await store.take('a')]).toEqual(Array(3).fill(undefined))
    await store.set('a', '1', 60_000)
    expect(await store.get('a')).toBe('1')
    await poison('list')
    await admin.set('wecom-sidebar:text', '20')
    await admin.sadd('wecom-sidebar:set', 'x')
    for (const key of ['list', 'text', 'set']) {
      const use = async () => (await store.use(key, { limit: 2, windowMs: 60_000 })).granted
      expect([await use(), await use(), await use()]).toEqual([true, true, false])
    }
    const item = { id: 'x', datedAt: 2, now: 1, toleranceMs: 1 }
    await poison('memory')
    expect([await store.useOnce('memory', item), await store.useOnce('memory', item)])
      .toEqual([{ granted: true }, { granted: false, tooEarlyMs: 0 }])
    await poison('journal')
    expect([await store.endOf('journal'), await store.readOn('journal', '1-1')]).toEqual(['', undefined])
    await store.append('journal', 'x', 60_000)
    expect(await store.readOn('journal', '')).toMatchObject({ texts: ['x'] })
    const lease = (await store.acquire('lock', 60_000))!
    await admin.del('wecom-sidebar:lock')
    await poison('lock')
    expect(await lease.set('b', '1', 60_000)).toBe(false)
    expect(await lease.renew(60_000)).toBe(false)
    await lease.release()
    expect(await store.acquire('lock', 60_000)).toBeUndefined()
    expect(outages).toEqual([])
    await admin.flushall()
    await store.close()
  })

  it('shares values and locks between processes', async () => {
    const [one, two] = [openRedisStore(server.url), openRedisStore(server.url)]
    await one.set('a', '1', 60_000)
    expect(await two.take('a')).toBe('1')
    expect(await one.get('a')).toBeUndefined()
    const lease = await one.acquire('shared', 60_000)
    expect(await two.acquire('shared', 60_000)).toBeUndefined()
    await lease!.release()
    expect(await two.acquire('shared', 60_000)).toBeDefined()
    await Promise.all([one.close(), two.close()])
  })

  it('contains nothing readable below a vault', async () => {
    await admin.flushall()
    const store = openRedisStore(server.url)
    const vault = createVault(store, createEncryption(['CANARY-password-of-32-characters-or-more'], 'store'))
    const session = vault.slot('session:1', v.object({ userId: v.string() }), 60_000)
    await session.set({ userId: 'CANARY' })
    await vault.slot('token', v.string(), 60_000).setWhileHeld((await vault.acquire('lock', 60_000))!, 'CANARY-token')
    const changes = vault.journal('changes', v.string(), 60_000)
    await changes.append('CANARY-customer')
    const keys = await admin.keys('*')
    expect(keys).toEqual(expect.arrayContaining(['wecom-sidebar:session:1', 'wecom-sidebar:token']))
    const entries = await admin.xrange('wecom-sidebar:changes', '-', '+')
    expect(JSON.stringify([keys, await admin.mget(keys), entries])).not.toContain('CANARY')
    expect((await changes.readOn(''))?.entries).toEqual(['CANARY-customer'])
    expect(await session.get()).toEqual({ userId: 'CANARY' })
    await store.close()
  })

  describe('behind a broken network', () => {
    let proxy: FaultProxy
    let store: KeyValueStore
    let availability: (boolean | string)[]
    beforeEach(async () => {
      proxy = await startFaultProxy(server.port)
      availability = []
      const onAvailability = (available: boolean, reason?: string) => availability.push(available || reason!)
      store = openRedisStore(`redis://127.0.0.1:${proxy.port}`, onAvailability)
      await store.set('a', '1', 60_000)
    })
    afterEach(async () => {
      await store.close()
      await proxy.close()
    })

    const faults: NetworkFault[] = [
      { kind: 'refuse' }, { kind: 'blackHole' }, { kind: 'reset' }, { kind: 'cut', afterBytes: 2 },
      { kind: 'drip', bytes: 1, everyMs: 200 }, { kind: 'latency', ms: 2_000 },
    ]
    it.each(faults)('$kind: fails within its time limit, then at once, and recovers by itself', async (fault) => {
      await proxy.set(fault)
      await expect(store.get('a')).rejects.toThrow(coded('store_unavailable'))
      expect(availability).toEqual([expect.any(String)])

      // Only the store's own probe sends commands; a thousand requests send none.
      const before = proxy.asked()
      const outcomes = await Promise.allSettled(Array.from({ length: 1_000 }, () => store.get('a')))
      expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
      expect(proxy.asked() - before).toBeLessThan(3)

      await proxy.set()
      await eventually(async () => expect(await store.get('a')).toBe('1'))
      expect(availability).toEqual([expect.any(String), true])
    })

    it('replaces a connection that stays silent', async () => {
      await proxy.set({ kind: 'strand' })
      await expect(store.get('a')).rejects.toThrow(coded('store_unavailable'))
      await eventually(async () => expect(await store.get('a')).toBe('1'))
    })

    it('reports the reason once, without the address', async () => {
      await proxy.set({ kind: 'refuse' })
      await Promise.allSettled(Array.from({ length: 50 }, () => store.get('a')))
      await eventually(() => expect(availability).toHaveLength(1))
      expect(availability[0]).not.toContain(String(proxy.port))
    })
  })

  describe('S1: a fail-over behind one address', () => {
    let primary: RedisServer
    let before: Redis
    let proxy: FaultProxy
    let store: KeyValueStore
    let availability: (boolean | string)[]

    /** Puts a primary and a store that uses it behind an address. */
    async function begin(...settings: string[]) {
      primary = await startRedisServer(settings)
      before = new Redis(primary.url)
      proxy = await startFaultProxy(primary.port)
      availability = []
      store = openRedisStore(
        `redis://127.0.0.1:${proxy.port}`,
        (available, reason) => availability.push(available || reason!),
      )
    }
    afterEach(async () => {
      await store.close()
      before.disconnect()
      await Promise.all([proxy.close(), primary.close()])
    })

    const replicate = () => before.replicaof('127.0.0.1', server.port)
    const refusals: [string, settings: string[], refuse: () => unknown][] = [
      ['READONLY', [], replicate],
      ['MASTERDOWN', ['--replica-serve-stale-data', 'no'], () => before.replicaof('127.0.0.1', 1)],
      ['NOREPLICAS', [], () => before.config('SET', 'min-replicas-to-write', '1')],
      ['OOM', [], () => before.config('SET', 'maxmemory', '1')],
      ['CLUSTERDOWN', ['--cluster-enabled', 'yes'], () => before.cluster('DELSLOTSRANGE', 0, 16_383)],
      // It answers now and then while it loads slowly.
      ['LOADING|no answer', LOADS_SLOWLY, async () => {
        await before.debug('POPULATE', 5_000)
        void before.debug('RELOAD').catch(() => {})
      }],
    ]
    it.each(refusals)('%s: a live connection that is refused is replaced', async (word, settings, refuse) => {
      await begin(...settings)
      if (word === 'CLUSTERDOWN') {
        await before.cluster('ADDSLOTSRANGE', 0, 16_383)
        await eventually(async () => (await before.cluster('INFO')).includes('cluster_state:ok'))
      }
      await store.set('a', 'before', 60_000)
      await refuse()
      const work = () => Promise.all([store.get('a'), store.set('a', '1', 60_000)])
      await eventually(() => expect(work()).rejects.toThrow(coded('store_unavailable')))
      expect(availability).toEqual([expect.stringMatching(word)])
      proxy.leadTo(server.port)
      await eventually(() => store.set('a', 'after', 60_000))
      expect(await admin.get('wecom-sidebar:a')).toBe('after')
      expect(availability).toEqual([expect.stringMatching(word), true])
    }, 20_000)

    it('reads what the script of a limit says, too', async () => {
      await begin()
      await store.set('a', '1', 60_000)
      await replicate()
      await eventually(() => expect(store.use('limit', { limit: 1, windowMs: 60_000 })).rejects.toThrow())
      expect(availability).toEqual(['READONLY'])
    })
  })

  it('recovers after Redis was suspended', async () => {
    const store = openRedisStore(server.url)
    await store.set('a', '1', 60_000)
    server.hang()
    await expect(store.get('a')).rejects.toThrow(coded('store_unavailable'))
    server.goOn()
    await eventually(async () => expect(await store.get('a')).toBe('1'))
    await store.close()
  })

  /** How many clients have connected since Redis started. */
  const connectionsMade = async () => /total_connections_received:(\d+)/.exec(await admin.info('stats'))![1]

  it.each([400, 1_500])('does not treat a stall of its own process as an outage: %i ms', async (stallMs) => {
    const outages: boolean[] = []
    const store = openRedisStore(server.url, available => outages.push(available))
    await store.set('a', '1', 60_000)
    const connections = await connectionsMade()
    const answer = store.get('a')
    await new Promise(resolve => setImmediate(resolve)) // the command has been sent
    const until = performance.now() + stallMs
    while (performance.now() < until);
    expect(await answer).toBe('1')
    expect(outages).toEqual([])
    expect(await connectionsMade()).toBe(connections)
    await store.close()
  })

  it.each([400, 1_500])('does not treat a pause of the whole machine as an outage: %i ms', async (pauseMs) => {
    const outages: boolean[] = []
    const store = openRedisStore(server.url, available => outages.push(available))
    await store.set('a', '1', 60_000)
    const connections = await connectionsMade()
    server.hang()
    const answer = store.get('a')
    await new Promise(resolve => setImmediate(resolve)) // the command has been sent
    const until = performance.now() + pauseMs
    while (performance.now() < until);
    // After a pause, the programs of a machine do not all go on at the same moment.
    setTimeout(server.goOn, 20)
    expect(await answer).toBe('1')
    expect(outages).toEqual([])
    expect(await connectionsMade()).toBe(connections)
    await store.close()
  })

  it('does not treat a stall before its first use as an outage', async () => {
    const outages: boolean[] = []
    const store = openRedisStore(server.url, available => outages.push(available))
    const until = performance.now() + 600
    while (performance.now() < until);
    await store.set('a', '1', 60_000)
    expect(await store.get('a')).toBe('1')
    expect(outages).toEqual([])
    await store.close()
  })

  it('does not treat a stall while it connects as an outage', async () => {
    const outages: boolean[] = []
    const store = openRedisStore(server.url, available => outages.push(available))
    // It has begun to connect, but nothing has been read from a socket.
    await new Promise<void>(resolve => process.nextTick(resolve))
    for (let turns = 0; turns < 10; turns++) await undefined
    const until = performance.now() + CONNECT_TIMEOUT_MS + 300
    while (performance.now() < until);
    await store.set('a', '1', 60_000)
    expect(outages).toEqual([])
    await store.close()
  })

  it('works when Redis starts after it', async () => {
    const late = await startRedisServer()
    await late.kill()
    const store = openRedisStore(late.url)
    await expect(store.get('a')).rejects.toThrow(coded('store_unavailable'))
    await late.restart()
    await eventually(() => store.set('a', '1', 60_000))
    await late.kill()
    await late.restart()
    await eventually(async () => expect(await store.get('a')).toBeUndefined())
    await store.close()
    await late.close()
  })

  it('treats a wrong password as an outage, and reports it as the reason', async () => {
    await admin.config('SET', 'requirepass', 'right')
    const reasons: (string | undefined)[] = []
    const url = server.url.replace('//', '//:CANARY-wrong@')
    const store = openRedisStore(url, (_available, reason) => reasons.push(reason))
    await expect(store.get('a')).rejects.toThrow(coded('store_unavailable'))
    await admin.config('SET', 'requirepass', '')
    expect(reasons).toEqual(['WRONGPASS'])
    expect(redisFix(reasons[0])?.en).toContain('NUXT_REDIS_URL')
    await store.close()
  })
})
