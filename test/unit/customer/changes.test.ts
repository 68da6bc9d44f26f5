import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createChanges } from '../../../server/customer/changes.ts'
import type { Change, Changes } from '../../../server/customer/changes.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createOutageShadow } from '../../../server/storage/outage-shadow.ts'
import { createSqliteStore } from '../../../server/storage/sqlite-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { describeWithRedis } from '../../support/describe-with-redis.ts'
import { eventually } from '../../support/eventually.ts'
import { openRedisStore } from '../../support/open-redis-store.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { startRedisServer } from '../../support/redis-server.ts'
import type { RedisServer } from '../../support/redis-server.ts'

const MINUTE = 60_000
const unknown: Change = { kind: 'unknown' }
const customer = (externalUserId: string): Change => ({ kind: 'customer', externalUserId })

/** A process that shares a store with others. */
interface Process {
  changes: Changes
  /** What its listeners were told. */
  told: Change[]
}

const processes: Process[] = []
afterEach(() => Promise.all(processes.splice(0).map(({ changes }) => changes.stop())))

function begin(vault: Parameters<typeof createChanges>[0]): Process {
  const changes = createChanges(vault)
  const told: Change[] = []
  changes.subscribe(change => told.push(change))
  changes.start()
  processes.push({ changes, told })
  return { changes, told }
}

/** Waits until a process learns of changes, and forgets what it was told until then. */
async function live({ changes, told }: Process): Promise<void> {
  await eventually(() => expect(changes.lifetime(MINUTE)).toBe(MINUTE))
  told.length = 0
}

/** @param open makes another connection to the same store */
function describeChanges(name: string, open: () => KeyValueStore) {
  describe(`S17: changes, with ${name}`, () => {
    const stores: KeyValueStore[] = []
    afterEach(() => Promise.all(stores.splice(0).map(store => store.close())))

    function join(): Process {
      const store = open()
      stores.push(store)
      return begin(createPlainVault(createOutageShadow(store, { shadowTtlMs: MINUTE, unknown: 'absent' })))
    }

    it('are told here at once, and to all others in order, once', async () => {
      const [here, ...others] = [join(), join(), join()]
      await Promise.all([here!, ...others].map(live))
      const all: Change[] = [
        customer('wm1'), { kind: 'customersOf', userId: 'zhangsan' }, { kind: 'tagLibrary' },
        { kind: 'erasure', externalUserId: 'wm2' }, customer('wm1'),
      ]
      here!.changes.announce(...all.slice(0, 2))
      for (const change of all.slice(2)) here!.changes.announce(change)
      expect(here!.told).toEqual(all)
      await eventually(() => others.forEach(({ told }) => expect(told).toEqual(all)))
      others[0]!.changes.announce(customer('wm3'))
      await eventually(() => expect(here!.told).toEqual([...all, customer('wm3')]))
      expect(others.map(({ told }) => told.length)).toEqual([6, expect.any(Number)])
    })

    it('from before its start are none of a process; those while it ends are kept', async () => {
      const first = join()
      await live(first)
      first.changes.announce(customer('wm1'))
      await first.changes.stop()
      const second = join()
      await live(second)
      first.changes.announce(customer('wm2'))
      await first.changes.stop()
      await eventually(() => expect(second.told).toEqual([customer('wm2')]))
    })
  })
}

const memory = createMemoryStore()
describeChanges('one memory', () => memory)

describe('SQLite', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-changes-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
  describeChanges('one SQLite file', () => createSqliteStore(folder))
})

describeWithRedis('Redis', () => {
  let server: RedisServer
  beforeAll(async () => void (server = await startRedisServer()))
  afterAll(() => server.close())
  describeChanges('one Redis', () => openRedisStore(server.url))

  it('that has lost its data makes each process forget everything', async () => {
    const [one, two] = [openRedisStore(server.url), openRedisStore(server.url)]
    const [here, there] = [begin(createPlainVault(one)), begin(createPlainVault(two))]
    await Promise.all([live(here), live(there)])
    here.changes.announce(customer('wm1'))
    await eventually(() => expect(there.told).toEqual([customer('wm1')]))
    await live(there)
    const admin = new Redis(server.url)
    await admin.flushall()
    admin.disconnect()
    await eventually(() => expect(there.told).toEqual([unknown]))
    here.changes.announce(customer('wm2'))
    await eventually(() => expect(there.told).toEqual([unknown, customer('wm2')]))
    await Promise.all([one.close(), two.close()])
  })
})

describe('a process without its store', () => {
  /** A connection to a store that can be cut. */
  function cuttable(store: KeyValueStore) {
    let isAway = false
    const orFail = <T>(work: () => Promise<T>) => isAway ? Promise.reject(new AppError('store_unavailable')) : work()
    const cut: KeyValueStore = {
      ...store,
      append: (journal, text, ttlMs) => orFail(() => store.append(journal, text, ttlMs)),
      endOf: journal => orFail(() => store.endOf(journal)),
      readOn: (journal, after) => orFail(() => store.readOn(journal, after)),
    }
    return { process: begin(createPlainVault(cut)), setAway: (away: boolean) => void (isAway = away) }
  }
  const setUp = () => {
    const store = createMemoryStore()
    return { ...cuttable(store), other: begin(createPlainVault(store)), store }
  }

  it('keeps copies for half a second, and forgets them when it loses the store and when it is back', async () => {
    const { process, setAway } = setUp()
    expect([process.changes.lifetime(MINUTE), process.changes.lifetime(100)]).toEqual([500, 100])
    await live(process)
    setAway(true)
    await eventually(() => expect(process.changes.lifetime(MINUTE)).toBe(500))
    expect(process.told).toEqual([unknown])
    setAway(false)
    await eventually(() => expect(process.changes.lifetime(MINUTE)).toBe(MINUTE))
    expect(process.told).toEqual([unknown, unknown])
  })

  it('tells others that something has changed when the store is back', async () => {
    const { process, setAway, other } = setUp()
    await Promise.all([live(process), live(other)])
    setAway(true)
    process.changes.announce(customer('wm1'))
    process.changes.announce({ kind: 'tagLibrary' })
    await process.changes.stop()
    expect(process.told.slice(0, 2)).toEqual([customer('wm1'), { kind: 'tagLibrary' }])
    setAway(false)
    process.changes.start()
    await eventually(() => expect(other.told).toEqual([unknown]))
  })

  it('or with another password knows that it cannot read what changed', async () => {
    const store = createMemoryStore()
    const sealed = (password: string) => begin(createVault(store, createEncryption([password.repeat(32)], 'store')))
    const [one, two] = [sealed('a'), sealed('b')]
    await Promise.all([live(one), live(two)])
    one.changes.announce(customer('wm1'))
    await eventually(() => expect(two.told).toEqual([unknown]))
    expect(one.told).toEqual([customer('wm1')])
  })
})
