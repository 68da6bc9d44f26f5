import { describe, expect, it } from 'vitest'
import { searchReplies } from '../../../../browser/search/reply-search'
import type { QuickReply } from '../../../../shared/types/quick-reply'

const replies: QuickReply[] = [
  { id: 'plain', scope: 'own', text: '报价已发您邮箱，请查收', spellings: ['bao jia yi fa'] },
  { id: 'late', scope: 'own', title: '年度报价', folder: '价格', text: '请看附件', spellings: ['nian du bao jia', 'jia ge'] },
  { id: 'first', scope: 'corp', title: '报价说明', text: 'Ｐrices' },
]
const ids = (query: string) => searchReplies(replies, query).map(({ id }) => id)

describe('searchReplies', () => {
  it.each([
    ['', ['plain', 'late', 'first']],
    ['查收 报价', ['plain']],
    ['价格', ['late']],
    ['prices', ['first']],
    ['报价', ['plain', 'late', 'first']],
    ['/报价', ['first', 'late']],
    ['/', ['late', 'first']],
    ['baojia', ['plain', 'late']],
    ['/jg', ['late']],
    ['bjj', []],
    [' /附件', []],
  ])('%j finds %j', (query, expected) => {
    expect(ids(query)).toEqual(expected)
  })
})
