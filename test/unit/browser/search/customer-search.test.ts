import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findWords, toSearched, wordsOf } from '../../../../browser/search/customer-search'
import type { CustomerSummary } from '../../../../shared/types/customer'

const zhang: CustomerSummary = {
  externalUserId: 'wm1', name: '张伟', type: 'wechat', remark: '张伟（滨江全屋）', remarkCorpName: '杭州云起科技',
  maskedMobiles: ['138****8000', '0571-****-6666'], tagIds: ['t1', 'unknown'], contactWayState: 'spring2026',
  spellings: ['zhang wei bin jiang quan wu', 'zhang wei', 'hang zhou yun qi ke ji'],
}
const searched = toSearched(zhang, new Map([['t1', '金卡会员'], ['t2', '银卡']]), () => '名片分享 · 客户主动添加')
const find = (query: string) => findWords(searched, wordsOf(query))

describe('a search among customers', () => {
  it.each([
    ['张', []],
    ['滨江 张', []],
    ['云起', [{ in: 'company', value: '杭州云起科技' }]],
    ['8000', [{ in: 'phone', value: '138****8000' }]],
    ['13812348000', [{ in: 'phone', value: '138****8000' }]],
    ['6666', [{ in: 'phone', value: '0571-****-6666' }]],
    ['金卡', [{ in: 'tag', value: '金卡会员' }]],
    ['名片', [{ in: 'source', value: '名片分享 · 客户主动添加' }]],
    ['SPRING', [{ in: 'channel', value: 'spring2026' }]],
    ['张 金卡 云起', [{ in: 'tag', value: '金卡会员' }, { in: 'company', value: '杭州云起科技' }]],
    ['zhangwei', []], ['zw', []], ['zhw', []], ['zhangw', []], ['binj', []], ['ｙｑｋｊ', []], ['yunqi', []],
  ])('%s finds the customer: %j', (query, parts) => {
    expect(find(query)?.map(({ in: place, value }) => ({ in: place, value }))).toEqual(parts)
  })

  it.each(['银卡', '5678', '13912348000', '1234', 'wz', 'angwei', 'zhangwang', '张 李', '****', '*'])(
    '%s does not', (query) => {
      expect(find(query)).toBeUndefined()
    })

  it('tells nothing of hidden digits: another number with the same visible ones is found alike', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{4}$/), (hidden) => {
      expect(find(`138${hidden}8000`)).toHaveLength(1)
    }))
  })

  it('takes initials and beginnings of any syllables that follow each other', () => {
    const syllables = fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(syllables, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4 }), (name, lengths) => {
      const typed = name.map((syllable, at) => syllable.slice(0, lengths[at])).join('')
      const other = toSearched({ ...zhang, spellings: [name.join(' ')] }, new Map(), () => '')
      expect(findWords(other, [typed])).toBeDefined()
    }))
  })
})
