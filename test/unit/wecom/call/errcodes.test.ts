import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concernsMember, errcodeEntry } from '../../../../server/wecom/call/errcodes.ts'

describe('errcodeEntry', () => {
  it('knows any number', () => {
    fc.assert(fc.property(fc.integer(), (errcode) => {
      const { class: errcodeClass, fix } = errcodeEntry(errcode)
      expect(errcodeClass === 'config').toBe(fix !== undefined)
    }))
  })

  it('sorts the codes that decide on what we do', () => {
    const classOf = (errcode: number) => errcodeEntry(errcode).class
    expect([40014, 42001].map(classOf)).toEqual(['token_dead', 'token_dead'])
    expect([40029, 42003, 42022, 41008].map(classOf)).toEqual(Array(4).fill('bad_code'))
    expect([40001, 40013, 48002, 60020, 301002, 84074].map(classOf)).toEqual(Array(6).fill('config'))
    expect([84061, 40096].map(classOf)).toEqual(['no_relation', 'no_relation'])
    expect([45009, 45033].map(classOf)).toEqual(['throttled', 'throttled'])
    expect([60111, 50100].map(classOf)).toEqual(['no_member', 'bad_cursor'])
    expect(classOf(41001)).toBe('bug')
    expect(classOf(-1)).toBe('busy')
  })

  it('tells a refused member from a refused set-up', () => {
    for (const errcode of [60111, 40003, 60011, 84074, 84061, 701008]) expect(concernsMember(errcode)).toBe(true)
    for (const errcode of [40001, 48002, 60020, 50100, 45009, -1, 99999]) expect(concernsMember(errcode)).toBe(false)
  })
})
