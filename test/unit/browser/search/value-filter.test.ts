import { describe, expect, it } from 'vitest'
import { STAGE, valueMatcher } from '../../../../browser/search/value-filter.ts'
import type { WantedValues } from '../../../../browser/search/value-filter.ts'
import type { OwnValues } from '../../../../shared/types/own-values.ts'

const known: OwnValues = {
  stages: [{ id: 's1', name: 'new' }],
  fields: [
    { id: 'source', name: 'source', type: 'choice', choices: ['fair', 'fair trade'] },
    { id: 'visited', name: 'visited', type: 'switch' }, { id: 'house', name: 'house', type: 'text' },
    { id: 'budget', name: 'budget', type: 'number' },
  ],
  customers: {
    wm1: { stageId: 's1', values: { source: 'fair', visited: true, house: 'Ｔhree rooms', budget: 380_000 } },
    wm2: { stageId: 's2', values: { source: 'fair trade', visited: false } },
    wm3: { values: { budget: 38 } },
  },
}
const found = (wanted: WantedValues, values: OwnValues | undefined = known) =>
  ['wm1', 'wm2', 'wm3', 'wm4'].filter(externalUserId => valueMatcher(wanted, values)({ externalUserId }))

describe('the filter by values', () => {
  it.each<[WantedValues, string[]]>([
    [{}, ['wm1', 'wm2', 'wm3', 'wm4']],
    [{ [STAGE]: 's1' }, ['wm1']],
    [{ [STAGE]: 'gone' }, []],
    [{ source: 'fair' }, ['wm1']],
    [{ visited: 'false' }, ['wm2']],
    [{ house: ' three ' }, ['wm1']],
    [{ budget: '38' }, ['wm1', 'wm3']],
    [{ [STAGE]: 's1', source: 'fair', budget: '380000' }, ['wm1']],
    [{ [STAGE]: 's1', visited: 'false' }, []],
  ])('%j finds %j', (wanted, expected) => expect(found(wanted)).toEqual(expected))

  it('finds nobody by what is not known', () => {
    expect(found({ [STAGE]: 's1' }, { ...known, customers: {} })).toEqual([])
    expect(['wm1'].filter(externalUserId => valueMatcher({ [STAGE]: 's1' }, undefined)({ externalUserId }))).toEqual([])
  })
})
