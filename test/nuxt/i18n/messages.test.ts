import { describe, expect, it } from 'vitest'
import { FAILURES } from '~/browser/failure'
import { messages } from '../support/messages'

/** Every text with its path; functions are called with an example. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('2', '3'))]]
  return Object.entries(value as object).flatMap(([key, part]) => textsOf(part, `${path}.${key}`))
}

const chinese = textsOf(messages['zh-CN'])
const english = textsOf(messages.en)

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(english.map(([path]) => path).sort()).toEqual(chinese.map(([path]) => path).sort())
  })

  it('are never empty', () => {
    expect([...chinese, ...english].filter(([, text]) => !text.trim())).toEqual([])
  })

  it('are in their own language', () => {
    // A menu of the admin console also has its Chinese name, which is the one on the screen of most admins.
    const withoutMenus = (text: string) => text.replaceAll(/ \([\p{Script=Han}A-Z -]+\)/gu, '')
    expect(english.filter(([, text]) => /\p{Script=Han}/u.test(withoutMenus(text)))).toEqual([])
    const words = chinese.filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([path]) => path)
    expect(words).toEqual(['.customer.unionId', '.edit.count'])
  })

  it.each(Object.keys(FAILURES))('explain %s in more than a word', (code) => {
    for (const { failures } of Object.values(messages)) {
      const { title, cause } = failures[code as keyof typeof FAILURES]
      expect(cause.length).toBeGreaterThan(title.length)
      expect(title).not.toMatch(/^(失败|错误|error|fail(ed|ure)?)$/i)
    }
  })

  it('count colleagues', () => {
    const { colleagues, andOthers } = messages.en.customer
    expect([1, 2].map(count => colleagues(count))).toEqual(['1 colleague', '2 colleagues'])
    expect([1, 2].map(count => andOthers(count))).toEqual(['and 1 more', 'and 2 more'])
  })
})
