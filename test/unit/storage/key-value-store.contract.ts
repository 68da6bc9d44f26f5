import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'

/**
 * What every store must do; each implementation's test calls this.
 *
 * @param open makes an empty store; `now` is the clock it must obey
 */
export function describeKeyValueStore(name: string, open: (now: () => number) => KeyValueStore | Promise<KeyValueStore>) {
  describe(`${name} keeps the key-value contract`, () => {
    let time = 1_000_000
    let store: KeyValueStore
    beforeEach(async () => {
      store = await open(() => time)
    })
    afterEach(() => store.close())

    it('returns what was set, and undefined for the unknown', async () => {
      await store.set('a', 'text 文字 \u0000 "quoted"', 1_000)
      expect(await store.get('a')).toBe('text 文字 \u0000 "quoted"')
      expect(await store.get('b')).toBeUndefined()
    })

    it('overwrites value and lifetime', async () => {
      await store.set('a', '1', 10)
      await store.set('a', '2', 1_000)
      time += 500
      expect(await store.get('a')).toBe('2')
    })

    it('forgets a value when its lifetime has passed', async () => {
      await store.set('a', '1', 100)
      time += 99
      expect(await store.get('a')).toBe('1')
      time += 1
      expect(await store.get('a')).toBeUndefined()
      expect(await store.take('a')).toBeUndefined()
    })

    it('deletes, also what is not there', async () => {
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

    it('keeps keys apart, however odd', async () => {
      const keys = ['a', 'A', 'a ', 'a%', 'a_', '\'; DROP TABLE key_value; --', '钥匙', '__proto__']
      for (const key of keys) await store.set(key, `value of ${key}`, 1_000)
      for (const key of keys) expect(await store.get(key)).toBe(`value of ${key}`)
    })
  })
}
