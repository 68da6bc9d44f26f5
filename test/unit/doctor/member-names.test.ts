import { expect, it } from 'vitest'
import { namesOf } from '../../../server/doctor/wecom/member-names.ts'

const members = [{ userId: 'wangsiqi', name: '王思琪' }, { userId: 'bot', name: 'bot' }, { userId: 'unnamed', name: '' }]

it('names members as WeCom does, and keeps the account, because two people may have one name', () => {
  expect(namesOf(['WangSiqi', 'bot', 'unnamed', 'stranger'], members))
    .toBe('王思琪 (WangSiqi), bot, unnamed, stranger')
})

it('says what is said about each, and how many more there are', () => {
  const ids = Array.from({ length: 13 }, (_, index) => `m${index}`)
  const text = namesOf(ids, [], userId => `: ${userId.length}`)
  expect(text).toMatch(/^m0: 2, .*m9: 2, \+3$/)
  expect(namesOf([], members)).toBe('')
})
