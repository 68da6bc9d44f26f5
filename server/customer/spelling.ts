import { FIRST_OF_SYLLABLE } from './pinyin-syllables.ts'

/** Characters that are read differently as the first of a name. */
const SURNAMES = new Map(Object.entries({
  单: 'shan', 曾: 'zeng', 解: 'xie', 仇: 'qiu', 区: 'ou', 查: 'zha', 盖: 'ge', 朴: 'piao', 覃: 'qin', 翟: 'zhai',
  缪: 'miao', 乐: 'yue', 员: 'yun', 尉: 'yu', 种: 'chong',
}))

const SYLLABLES = FIRST_OF_SYLLABLE.trim().split(/\s+/)
  .map((entry) => {
    const [first = '', ...letters] = entry
    return { first, syllable: letters.join('') }
  })
const collator = new Intl.Collator('zh-u-co-pinyin')

/** The usual reading of a Han character: that of the last syllable that does not begin after it. */
function readingOf(character: string): string {
  let [from, to] = [0, SYLLABLES.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (collator.compare(SYLLABLES[middle]!.first, character) <= 0) from = middle + 1
    else to = middle
  }
  return SYLLABLES[from - 1]?.syllable ?? ''
}

/**
 * @param name of a person or a company
 * @returns the pinyin of its Han characters, without tones, ü as v: "zhang wei". Other words stay, in small letters.
 * Empty without a Han character. A character with several readings has its usual one
 */
export function spellingOf(name: string): string {
  if (!/\p{Script=Han}/u.test(name)) return ''
  const syllables = name.normalize('NFKC').toLowerCase().match(/\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? []
  return syllables
    .map((part, at) => /\p{Script=Han}/u.test(part) ? (at === 0 && SURNAMES.get(part)) || readingOf(part) : part)
    .filter(Boolean).join(' ')
}
