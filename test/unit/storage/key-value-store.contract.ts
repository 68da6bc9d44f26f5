import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { crowd } from '../../support/crowd.ts'

/** A store and a way to let time pass in it. */
export interface StoreUnderTest {
  store: KeyValueStore
  advance: (ms: number) => Promise<void> | void
}

/** @param open makes a store that uses the given clock */
export function inSimulatedTime(open: (now: () => number) => KeyValueStore): () => StoreUnderTest {
  return () => {
    let time = 1_000_000
    const store = open(() => time)
    return { store, advance: (ms) => {
      time += ms
    } }
  }
}

/**
 * The contract of every store; the test of each implementation calls this.
 *
 * @param open makes an empty store
 */
export function describeKeyValueStore(name: string, open: () => StoreUnderTest | Promise<StoreUnderTest>) {
  describe(`${name} keeps the key-value contract`, () => {
    let store: KeyValueStore
    let advance: StoreUnderTest['advance']
    beforeEach(async () => {
      ({ store, advance } = await open())
    })
    afterEach(() => store.close())

    it('returns the value that was set, and undefined for an unknown key', async () => {
      await store.set('a', 'text 文字 \u0000 "quoted"', 1_000)
      expect(await store.get('a')).toBe('text 文字 \u0000 "quoted"')
      expect(await store.get('b')).toBeUndefined()
    })

    it('overwrites value and lifetime', async () => {
      await store.set('a', '1', 10)
      await store.set('a', '2', 1_000)
      await advance(500)
      expect(await store.get('a')).toBe('2')
    })

    it('drops a value when its lifetime is over', async () => {
      await store.set('a', '1', 100)
      await advance(50)
      expect(await store.get('a')).toBe('1')
      await advance(50)
      expect(await store.get('a')).toBeUndefined()
      expect(await store.take('a')).toBeUndefined()
    })

    it('replaces an existing value and its lifetime, and creates none', async () => {
      expect(await store.replace('a', '1', 1_000)).toBe(false)
      expect(await store.get('a')).toBeUndefined()
      await store.set('a', '1', 100)
      expect(await store.replace('a', '2', 200)).toBe(true)
      await advance(100)
      expect(await store.get('a')).toBe('2')
      await advance(100)
      expect(await store.replace('a', '3', 1_000)).toBe(false)
      expect(await store.get('a')).toBeUndefined()
    })

    it('deletes a value, also one that does not exist', async () => {
      await store.set('a', '1', 1_000)
      await store.delete('a')
      await store.delete('a')
      expect(await store.get('a')).toBeUndefined()
    })

    it('gives a taken value to exactly one of many', async () => {
      await store.set('once', 'value', 1_000)
      const taken = await Promise.all(Array.from({ length: 50 }, () => store.take('once')))
      expect(taken.filter(value => value !== undefined)).toEqual(['value'])
      expect(await store.get('once')).toBeUndefined()
    })

    it('gives a lock to one holder at a time', async () => {
      const leases = await Promise.all(Array.from({ length: 20 }, () => store.acquire('lock', 1_000)))
      const [lease, ...more] = leases.filter(Boolean)
      expect(more).toEqual([])
      await lease!.release()
      expect(await store.acquire('lock', 1_000)).toBeDefined()
    })

    it('frees the lock of a dead holder, which can then neither write nor release it', async () => {
      const late = (await store.acquire('lock', 100))!
      expect(await late.set('value', 'early', 10_000)).toBe(true)
      await advance(100)
      const next = (await store.acquire('lock', 100))!
      expect(await late.set('value', 'too late', 10_000)).toBe(false)
      await late.release()
      expect(await store.acquire('lock', 100)).toBeUndefined()
      expect(await next.set('value', 'second', 10_000)).toBe(true)
      expect(await store.get('value')).toBe('second')
    })

    it('writes nothing for a holder whose lock has expired, even if it has no successor', async () => {
      const lease = (await store.acquire('lock', 100))!
      await advance(100)
      expect(await lease.set('value', 'x', 1_000)).toBe(false)
      expect(await store.get('value')).toBeUndefined()
    })

    it('returns the remaining lifetime of a value', async () => {
      await store.set('a', '1', 10_000)
      await advance(1_000)
      const entry = await store.entry('a')
      expect(entry?.value).toBe('1')
      expect(entry?.ttlMs).toBeLessThanOrEqual(9_000)
      expect(entry?.ttlMs).toBeGreaterThan(0)
      await store.delete('a')
      expect(await store.entry('a')).toBeUndefined()
    })

    it('renews a lock that is held, but not one that is lost', async () => {
      const lease = (await store.acquire('lock', 300))!
      expect(await lease.renew(10_000)).toBe(true)
      await advance(300)
      expect(await store.acquire('lock', 300)).toBeUndefined()
      expect(await lease.set('value', 'x', 1_000)).toBe(true)
      await lease.release()
      expect(await lease.renew(10_000)).toBe(false)
      const next = (await store.acquire('lock', 200))!
      expect(await lease.renew(10_000)).toBe(false)
      await advance(200)
      expect(await next.renew(10_000)).toBe(false)
    })

    it('allows a thousand concurrent callers exactly as many uses as the limit, each key for itself', async () => {
      const uses = await crowd(1_000, () => store.use('a', { limit: 20, windowMs: 10_000 }))
      expect(uses.filter(({ granted }) => granted)).toHaveLength(20)
      expect((await store.use('b', { limit: 20, windowMs: 10_000 })).granted).toBe(true)
    })

    it('frees each use after its own window, and counts no refused use', async () => {
      const use = async () => (await store.use('a', { limit: 2, windowMs: 300 })).granted
      expect(await use()).toBe(true)
      await advance(200)
      expect([await use(), await use(), await use()]).toEqual([true, false, false])
      await advance(100)
      expect([await use(), await use()]).toEqual([true, false])
      await advance(200)
      expect([await use(), await use()]).toEqual([true, false])
      await advance(300)
      expect([await use(), await use(), await use()]).toEqual([true, true, false])
    })

    it('says how long a refused use must wait', async () => {
      const use = () => store.use('a', { limit: 1, windowMs: 300 })
      await use()
      await advance(100)
      const refused = await use()
      const retryAfterMs = refused.granted ? 0 : refused.retryAfterMs
      expect(retryAfterMs).toBeGreaterThan(0)
      expect(retryAfterMs).toBeLessThanOrEqual(200)
      await advance(retryAfterMs)
      expect((await use()).granted).toBe(true)
    })

    it('counts an item once in its window, also when many use it at once', async () => {
      const use = async (item: string) => (await store.use('a', { limit: 2, windowMs: 300 }, item)).granted
      expect(await crowd(50, () => use('x'))).toEqual(Array(50).fill(true))
      expect([await use('y'), await use('z'), await use('x'), await use('y')]).toEqual([true, false, true, true])
      await advance(300)
      expect([await use('z'), await use('x'), await use('y')]).toEqual([true, true, false])
    })

    it('takes a use back', async () => {
      const use = (item?: string) => store.use('a', { limit: 1, windowMs: 10_000 }, item)
      for (const item of [undefined, 'x']) {
        const first = await use(item)
        expect((await use()).granted).toBe(false)
        if (first.granted) await first.undo()
      }
      expect((await use('y')).granted).toBe(true)
      // What was used before stays used.
      const again = await use('y')
      if (again.granted) await again.undo()
      expect((await use('z')).granted).toBe(false)
    })

    describe('a held use', () => {
      const held = { limit: 1, windowMs: 10_000, heldMs: 300 }
      async function granted() {
        const use = await store.use('a', held)
        if (!use.granted) throw new Error(`refused for ${use.retryAfterMs} ms`)
        return use
      }
      async function retryAfterMs() {
        const use = await store.use('a', held)
        return use.granted ? 0 : use.retryAfterMs
      }

      it('counts for a short time only, and a refused use must not wait longer', async () => {
        await granted()
        await advance(100)
        const wait = await retryAfterMs()
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(200)
        await advance(wait)
        await granted()
      })

      it('counts for a whole window from the moment it is kept', async () => {
        const use = await granted()
        await advance(100)
        await use.keep()
        await advance(300)
        const wait = await retryAfterMs()
        expect(wait).toBeGreaterThan(5_000)
        expect(wait).toBeLessThanOrEqual(9_700)
      })

      it('can be taken back, and counts when it is kept too late', async () => {
        await (await granted()).undo()
        const late = await granted()
        await advance(300)
        await (await granted()).undo()
        await late.keep()
        expect(await retryAfterMs()).toBeGreaterThan(5_000)
      })

      it('is seen beside kept ones: the wait is that of the first that ends', async () => {
        const two = { ...held, limit: 2 }
        const first = await store.use('a', two)
        await store.use('a', two)
        if (first.granted) await first.keep()
        expect(await retryAfterMs()).toBeLessThanOrEqual(300)
      })
    })

    describe('a dated item', () => {
      const NOON = 1_763_640_000_000
      const use = (id: string, datedAt: number, now: number, key = 'memory') =>
        store.useOnce(key, { id, datedAt, now, toleranceMs: 300_000 })
      const early = (tooEarlyMs: number) => ({ granted: false, tooEarlyMs })
      /** The store remembers for a long time already. */
      beforeEach(() => use('first', NOON - 600_000, NOON - 600_000))

      it('is granted to exactly one of many, in each memory', async () => {
        const uses = await crowd(100, () => use('x', NOON, NOON))
        expect(uses.filter(({ granted }) => granted)).toHaveLength(1)
        expect(uses.filter(({ granted }) => !granted)).toEqual(Array(99).fill(early(0)))
        expect(await use('y', NOON, NOON)).toEqual({ granted: true })
        await use('first', NOON - 1, NOON - 1, 'other')
        expect(await use('x', NOON, NOON, 'other')).toEqual({ granted: true })
      })

      it('is not granted again for as long as its date is near', async () => {
        expect((await use('x', NOON + 300_000, NOON)).granted).toBe(true)
        for (const now of [NOON, NOON + 300_000, NOON + 600_000]) {
          expect(await use('x', NOON + 300_000, now)).toEqual(early(0))
        }
      })

      it('may be dated before others, but not before the memory begins', async () => {
        expect(await use('x', NOON - 300_000, NOON)).toEqual({ granted: true })
        expect(await use('y', NOON - 300_001, NOON)).toEqual(early(1))
        expect(await use('x', NOON, NOON, 'new')).toEqual(early(1))
        expect(await use('x', NOON, NOON + 1_000, 'new')).toEqual(early(1))
        expect(await use('x', NOON + 1, NOON + 1_000, 'new')).toEqual({ granted: true })
      })

      it('is not granted again after a clock was put back', async () => {
        await use('x', NOON, NOON)
        await use('y', NOON + 400_000, NOON + 400_000)
        expect(await use('x', NOON, NOON)).toEqual(early(100_000))
        expect(await use('y', NOON + 400_000, NOON + 100_000)).toEqual(early(0))
        expect(await use('z', NOON + 100_000, NOON + 100_000)).toEqual({ granted: true })
      })

      it('can be used again after five minutes at most, when a clock had been years ahead', async () => {
        await use('first', NOON * 2, NOON * 2)
        expect(await use('y', NOON, NOON)).toEqual(early(300_000))
        expect(await use('y', NOON + 300_000, NOON + 300_000)).toEqual({ granted: true })
      })
    })

    describe('S17: a journal', () => {
      it('is read on from any position, oldest text first', async () => {
        const start = await store.endOf('changes')
        await store.append('changes', 'a 文字', 1_000)
        const afterA = await store.endOf('changes')
        expect(await store.readOn('changes', start)).toEqual({ texts: ['a 文字'], end: afterA })
        expect(await store.readOn('changes', afterA)).toEqual({ texts: [], end: afterA })
        await store.append('changes', 'b', 1_000)
        await store.append('others', 'x', 1_000)
        await store.append('changes', 'c', 1_000)
        expect(await store.readOn('changes', afterA)).toMatchObject({ texts: ['b', 'c'] })
        expect(await store.readOn('changes', start)).toMatchObject({ texts: ['a 文字', 'b', 'c'] })
      })

      it('gives concurrent texts one order, and loses none', async () => {
        const start = await store.endOf('changes')
        const texts = Array.from({ length: 100 }, (_, i) => `text ${i}`)
        await Promise.all(texts.map(text => store.append('changes', text, 1_000)))
        const page = (await store.readOn('changes', start))!
        expect(page.texts.toSorted()).toEqual(texts.toSorted())
        expect(await store.readOn('changes', start)).toEqual(page)
      })

      it('drops texts after their lifetime, and says that they may be missing', async () => {
        const start = await store.endOf('changes')
        await store.append('changes', 'a', 1_000)
        const end = await store.endOf('changes')
        await advance(900)
        expect(await store.readOn('changes', start)).toMatchObject({ texts: ['a'] })
        await advance(101)
        expect(await store.readOn('changes', end) ?? await store.readOn('changes', await store.endOf('changes')))
          .toMatchObject({ texts: [] })
        expect((await store.readOn('changes', start))?.texts ?? []).toEqual([])
        await store.append('changes', 'b', 1_000)
        expect(await store.readOn('changes', await store.endOf('changes'))).toMatchObject({ texts: [] })
      })

      it('says when texts after a position are missing, and keeps a thousand', async () => {
        await store.append('changes', 'first', 1_000)
        const old = await store.endOf('changes')
        for (let i = 0; i < 500; i++) await store.append('changes', `text ${i}`, 1_000)
        const middle = await store.endOf('changes')
        for (let i = 500; i < 1_400; i++) await store.append('changes', `text ${i}`, 1_000)
        expect((await store.readOn('changes', middle))?.texts ?? []).toHaveLength(900)
        for (let i = 0; i < 1_000; i++) await store.append('changes', 'more', 1_000)
        expect(await store.readOn('changes', old)).toBeUndefined()
      })
    })

    it('separates keys, also unusual ones', async () => {
      const keys = ['a', 'A', 'a ', 'a%', 'a_', '\'; DROP TABLE key_value; --', '钥匙', '__proto__']
      for (const key of keys) await store.set(key, `value of ${key}`, 1_000)
      for (const key of keys) expect(await store.get(key)).toBe(`value of ${key}`)
    })
  })
}
