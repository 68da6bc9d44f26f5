import { describe, expect, it } from 'vitest'
import { foldUserId, isSameMember } from '../../../../shared/utils/user-id.ts'

describe('S18: userids of members', () => {
  it.each([
    ['ZhangSan', 'zhangsan', true], ['zhang.san@corp-1', 'Zhang.San@CORP-1', true], ['zhangsan', 'zhangsan1', false],
    ['', 'zhangsan', false],
  ])('%s and %s name the same member: %s', (one, other, isSame) => {
    expect(isSameMember(one, other)).toBe(isSame)
    expect(foldUserId(one) === foldUserId(other)).toBe(isSame)
  })
})
