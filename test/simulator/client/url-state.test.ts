import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEWEST } from '../../../simulator/client/shell/contexts.ts'
import { readUrl, writeUrl, type Shown } from '../../../simulator/client/shell/url-state.ts'
import { entries, platforms } from '../../../simulator/world/clients.ts'

const shown: fc.Arbitrary<Shown> = fc.record({
  client: fc.record({
    userId: fc.string({ minLength: 1 }),
    version: fc.constantFrom(NEWEST, '2.4.0'),
    platform: fc.constantFrom(...platforms),
    theme: fc.constantFrom('light' as const, 'dark' as const),
    language: fc.constantFrom('zh' as const, 'en' as const),
    chatId: fc.string({ minLength: 1 }).filter(id => id !== 'workbench'),
  }),
  isInChats: fc.boolean(),
  entry: fc.constantFrom('' as const, ...entries),
  width: fc.integer({ min: 200, max: 1200 }),
  faults: fc.array(fc.stringMatching(/^[a-z-]+$/)),
})

describe('the address of the shell', () => {
  it('brings back what was shown', () => {
    fc.assert(fc.property(shown, (before) => {
      const { client: { chatId, ...client }, isInChats, entry, width, faults } = before
      const defaults = { userId: 'usual', version: NEWEST, platform: 'windows' }
      const after = readUrl(writeUrl(before, 'usual'))
      expect({ ...after, client: { ...defaults, ...after?.client } }).toEqual({
        client: { ...client, chatId: isInChats ? chatId : null, ...(entry ? { entry } : {}) }, width, faults,
      })
    }))
  })
  it('leaves out what is usual', () => {
    const client = { userId: 'usual', version: NEWEST, platform: 'windows', theme: 'dark', language: 'en' } as const
    const faults = ['slow', 'system-busy']
    const shown = { client: { ...client, chatId: 'group' }, isInChats: true, entry: '' as const, width: 280, faults }
    expect(writeUrl(shown, 'usual')).toBe(
      '?chat=group&lang=en&theme=dark&width=280&fault=slow,system-busy',
    )
  })
  it('says nothing without parameters, and nothing of an impossible width', () => {
    expect(readUrl('')).toBeUndefined()
    expect(readUrl('?width=90000')).toEqual({ client: {}, faults: [] })
    expect(readUrl('?width=x')).toEqual({ client: {}, faults: [] })
  })
})
