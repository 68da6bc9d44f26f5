import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UpstreamRefusedError } from '../../../server/upstream/upstream-error.ts'
import type { ErrcodeClass } from '../../../server/upstream/upstream-error.ts'
import { errcodeEntry } from '../../../server/wecom/errcodes.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'

describe('errcodeEntry', () => {
  it('has an entry for any number', () => {
    fc.assert(fc.property(fc.integer(), (errcode) => {
      const { class: errcodeClass, fix } = errcodeEntry(errcode)
      expect(errcodeClass === 'config').toBe(fix !== undefined)
    }))
  })

  it.each<[ErrcodeClass, number[]]>([
    ['token_dead', [40014, 42001]],
    ['busy', [-1]],
    ['throttled', [45009, 45036]],
    ['crowded', [45033]],
    ['config', [40001, 40013, 40056, 40091, 41002, 41004]], // secret, corp or app
    ['config', [60020]], // IP
    ['config', [50001, 80001, 85005]], // domain
    ['config', [92002]], // a member of another company
    ['config', [48002, 301002, 60011, 84074]], // permission
    ['no_relation', [84061, 40096]],
    ['bad_code', [40029, 41008, 42003, 42022]],
    ['dead_ticket', [40093, 42012]],
    ['no_member', [60111]],
    ['bad_cursor', [50100]],
    ['bug', [41001, 84025]], // the token was not sent, the state was malformed
  ])('%s: %j', (errcodeClass, errcodes) => {
    for (const errcode of errcodes) {
      const entry = errcodeEntry(errcode)
      expect([errcode, entry.class]).toEqual([errcode, errcodeClass])
      if (errcodeClass !== 'config') continue
      expect(Object.values(entry.fix!).map(text => text.length > 10)).toEqual([true, true])
    }
  })

  it('distinguishes a refused member from a refused set-up', () => {
    const concernsMember = (errcode: number) => new UpstreamRefusedError(WECOM, 'user/get', errcode).concernsMember
    for (const errcode of [60111, 40003, 60011, 84074, 84061, 701008]) expect(concernsMember(errcode)).toBe(true)
    for (const errcode of [40001, 48002, 60020, 50100, 45009, -1, 99999]) expect(concernsMember(errcode)).toBe(false)
  })
})
