import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_OF_SYLLABLE } from '../../../server/customer/pinyin-syllables.ts'
import { spellingOf } from '../../../server/customer/spelling.ts'

describe('spellingOf', () => {
  it.each([
    ['张伟', 'zhang wei'], ['许建国', 'xu jian guo'], ['欧阳娜娜', 'ou yang na na'], ['吕布', 'lv bu'],
    ['曾国藩', 'zeng guo fan'], ['不曾', 'bu ceng'], ['单雄信', 'shan xiong xin'], ['陈志远', 'chen zhi yuan'],
    ['杭州云起科技Ltd. 3F', 'hang zhou yun qi ke ji ltd 3f'], ['沈佳宁（二期）', 'shen jia ning er qi'],
    ['王思琪 林晓彤', 'wang si qi lin xiao tong'], ['赵钱孙李周吴郑', 'zhao qian sun li zhou wu zheng'],
    ['Anna', ''], ['', ''], ['🙂', ''],
  ])('%s → %j', (name, spelling) => {
    expect(spellingOf(name)).toBe(spelling)
  })

  it('takes the first character of every syllable for that syllable: ICU sorts as it did', () => {
    const entries = FIRST_OF_SYLLABLE.trim().split(/\s+/)
    const sorted = entries.map(([first]) => first!).sort(new Intl.Collator('zh-u-co-pinyin').compare)
    expect(entries.map(([first]) => first)).toEqual(sorted)
  })

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(spellingOf(name)).not.toMatch(/\s\s|^\s|\s$/)
    }))
  })
})
