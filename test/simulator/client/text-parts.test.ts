import { describe, expect, it } from 'vitest'
import { textParts } from '../../../simulator/client/shell/text-parts.ts'

describe('textParts', () => {
  it('finds the links of a text', () => {
    expect(textParts('见<a href="http://a.example/?x=1">张伟</a>，<a  href="http://b.example">再看</a>')).toEqual([
      { text: '见' }, { text: '张伟', url: 'http://a.example/?x=1' }, { text: '，' }, { text: '再看', url: 'http://b.example' },
    ])
  })
  it('leaves other texts whole', () => {
    expect(textParts('1 < 2 <a>')).toEqual([{ text: '1 < 2 <a>' }])
    expect(textParts('')).toEqual([])
  })
})
