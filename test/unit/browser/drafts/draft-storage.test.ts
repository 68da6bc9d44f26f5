import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { DRAFT_LIFETIME, formatItem } from '../../../../browser/drafts/draft-items.ts'
import { draftNames } from '../../../../browser/drafts/draft-names.ts'
import { openDraftStorage } from '../../../../browser/drafts/draft-storage.ts'
import { createMemoryStorage } from './memory-storage.ts'

const KEY = randomBytes(32).toString('base64url')
const NOON = Date.UTC(2026, 10, 26, 12)
const { subtle } = globalThis.crypto

function open(storage: Storage, { key = KEY, at = NOON } = {}) {
  return openDraftStorage({ key, storage, subtle, now: () => at })
}
const namesIn = (storage: Storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index)!)
const everythingIn = (storage: Storage) => namesIn(storage).map(name => `${name} ${storage.getItem(name)}`).join('\n')

/** Long enough not to occur in ciphertext by chance. */
const text = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 500 })
const subject = fc.string({ minLength: 8, maxLength: 64 })

describe('C11: a draft', () => {
  it('is found as it was typed, by a new page too, and nothing of it can be read in the storage', async () => {
    await fc.assert(fc.asyncProperty(subject, text, text, async (about, before, after) => {
      const storage = createMemoryStorage()
      const drafts = await open(storage)
      expect((await drafts.keep(about, before)).works).toBe(true)
      await drafts.keep(about, after)
      expect((await (await open(storage)).find(about)).text).toBe(after)
      expect(storage.length).toBe(1)
      const stored = everythingIn(storage)
      for (const secret of [about, before, after, KEY]) expect(stored).not.toContain(secret)
      const { item } = await drafts.keep(about, undefined)
      await drafts.noteSent(about, item)
      expect(storage.length).toBe(0)
    }))
  })

  it('looks different each time, also with the same text', async () => {
    const storage = createMemoryStorage()
    const drafts = await open(storage)
    await drafts.keep('customer wm1', 'half a remark')
    const [name] = namesIn(storage)
    const first = storage.getItem(name!)
    await drafts.keep('customer wm1', 'half a remark')
    expect(storage.getItem(name!)).not.toBe(first)
  })

  it('is found for 24 hours after the last change, and removed afterwards by any page', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 3 * DRAFT_LIFETIME }), async (age) => {
      const storage = createMemoryStorage()
      await (await open(storage)).keep('customer wm1', 'half')
      storage.setItem('unrelated', 'stays')
      const other = await open(storage, { key: randomBytes(32).toString('base64url'), at: NOON + age })
      expect(namesIn(storage)).toHaveLength(age < DRAFT_LIFETIME ? 2 : 1)
      expect((await other.find('customer wm1')).text).toBeUndefined()
      const found = await (await open(storage, { at: NOON + age })).find('customer wm1')
      expect(found.text).toBe(age < DRAFT_LIFETIME ? 'half' : undefined)
      expect(storage.getItem('unrelated')).toBe('stays')
    }))
  })

  it('of another member is not found, and survives', async () => {
    const storage = createMemoryStorage()
    await (await open(storage)).keep('customer wm1', 'half')
    const other = await open(storage, { key: randomBytes(32).toString('base64url') })
    expect((await other.find('customer wm1')).text).toBeUndefined()
    await other.keep('customer wm1', 'theirs')
    expect((await (await open(storage)).find('customer wm1')).text).toBe('half')
  })

  it('that was changed, moved or made to last longer is dropped', async () => {
    const change = fc.record({ at: fc.nat(), char: fc.constantFrom(...'AZaz09-_.é ') })
    await fc.assert(fc.asyncProperty(text, change, async (typed, { at, char }) => {
      const storage = createMemoryStorage()
      const drafts = await open(storage)
      await drafts.keep('customer wm1', typed)
      const [name] = namesIn(storage) as [string]
      const item = storage.getItem(name)!
      const index = at % item.length
      // The last character of base64url may have bits that mean nothing.
      fc.pre(item[index] !== char && index < item.length - 1)
      storage.setItem(name, item.slice(0, index) + char + item.slice(index + 1))
      expect((await drafts.find('customer wm1')).text).toBeUndefined()
      expect(storage.getItem(name)).toBeNull()

      await drafts.keep('customer wm2', 'other')
      storage.setItem(namesIn(storage)[0]!, item)
      expect((await drafts.find('customer wm2')).text).toBeUndefined()
    }))
  })

  it('that the storage refuses is reported, and is no error', async () => {
    const drafts = await open(createMemoryStorage(100))
    expect((await drafts.keep('customer wm1', 'x'.repeat(200))).works).toBe(false)
    expect((await drafts.find('customer wm1')).text).toBeUndefined()
  })
})

describe('C11: a draft that the server has, too', () => {
  const MINUTE = 60_000

  /** The draft as another browser of the member has sent it, whose clock may be wrong. */
  async function sent(text: string, { clock = NOON, ageMs = 0 } = {}) {
    const { item } = await (await open(createMemoryStorage(), { at: clock })).keep('customer wm1', text)
    return { text: formatItem(item), ageMs }
  }

  it('is found by a browser with an empty storage, whatever the clock of the other one said', async () => {
    await fc.assert(fc.asyncProperty(text, fc.integer({ min: -30, max: 30 }), async (typed, days) => {
      const server = await sent(typed, { clock: NOON + days * DRAFT_LIFETIME })
      const storage = createMemoryStorage()
      expect(await (await open(storage)).find('customer wm1', server)).toEqual({ text: typed, atServer: true })
      expect(storage.length).toBe(0)
      expect((await (await open(storage)).find('customer wm2', server)).text).toBeUndefined()
      const stranger = await open(storage, { key: randomBytes(32).toString('base64url') })
      expect((await stranger.find('customer wm1', server)).text).toBeUndefined()
    }))
  })

  it('counts when it is newer than what this browser has not sent, or when this browser has sent its own', async () => {
    const ages = fc.integer({ min: 0, max: 60 })
    await fc.assert(fc.asyncProperty(ages, ages, fc.boolean(), async (here, there, wasSent) => {
      fc.pre(here !== there)
      const storage = createMemoryStorage()
      const then = await open(storage, { at: NOON - here * MINUTE })
      const { item } = await then.keep('customer wm1', 'here')
      if (wasSent) await then.noteSent('customer wm1', item)
      const server = await sent('there', { ageMs: there * MINUTE })
      const found = await (await open(storage)).find('customer wm1', server)
      expect(found).toEqual(wasSent || there < here
        ? { text: 'there', atServer: true }
        : { text: 'here', atServer: true, unsent: item })
    }))
  })

  it('and is gone there, is gone here; one that the server has lost is still found', async () => {
    const storage = createMemoryStorage()
    const drafts = await open(storage)
    const { item } = await drafts.keep('customer wm1', 'half')
    expect(await drafts.find('customer wm1')).toEqual({ text: 'half', atServer: false, unsent: item })
    await drafts.noteSent('customer wm1', item)
    expect(await drafts.find('customer wm1')).toEqual({ text: 'half', atServer: true })
    expect(await drafts.find('customer wm1', { text: '', ageMs: 0 })).toEqual({ atServer: true })
    expect(storage.length).toBe(0)
  })

  it('and was dropped without a network stays dropped, until the server has heard of it', async () => {
    const storage = createMemoryStorage()
    const { item } = await (await open(storage)).keep('customer wm1', undefined)
    const next = await open(storage)
    const server = await sent('half', { ageMs: MINUTE })
    expect(await next.find('customer wm1', server)).toEqual({ atServer: true, unsent: item })
    await next.noteSent('customer wm1', item)
    expect(storage.length).toBe(0)
  })

  it('does not remove what is typed while it is looked for', async () => {
    const storage = createMemoryStorage()
    const drafts = await open(storage)
    const { item } = await drafts.keep('customer wm1', 'half')
    await drafts.noteSent('customer wm1', item)
    const name = namesIn(storage)[0]!
    const typed = formatItem({ ...item, expiresAt: item.expiresAt - 1 })
    vi.spyOn(storage, 'getItem').mockImplementationOnce(() => {
      queueMicrotask(() => storage.setItem(name, typed))
      return formatItem({ ...item, sent: true })
    })
    expect((await drafts.find('customer wm1', await sent('half'))).text).toBe('half')
    expect(storage.getItem(name)).toBe(typed)
  })

  it('is not taken for sent when it was typed on meanwhile', async () => {
    const storage = createMemoryStorage()
    const { item } = await (await open(storage)).keep('customer wm1', 'half')
    const later = await open(storage, { at: NOON + 1 })
    const { item: newer } = await later.keep('customer wm1', 'half more')
    await later.noteSent('customer wm1', item)
    expect(await later.find('customer wm1')).toEqual({ text: 'half more', atServer: false, unsent: newer })
  })
})

it('all members have their drafts under names that are known as drafts, and no other name is', async () => {
  const storage = createMemoryStorage()
  storage.setItem('unrelated', 'stays')
  for (const key of [KEY, randomBytes(32).toString('base64url')]) {
    const drafts = await open(storage, { key })
    await Promise.all(['customer wm1', 'customer wm2', 'reply'].map(about => drafts.keep(about, 'half')))
  }
  expect(namesIn(storage)).toHaveLength(7)
  expect(draftNames(storage)).toHaveLength(6)
  expect(draftNames(storage)).not.toContain('unrelated')
})
