import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readErrmsg, textsIn } from '../../../server/upstream/errmsg.ts'

const LINK = 'more info at https://open.work.weixin.qq.com/devtool/query?e=40058'
const HINT = `hint: [1795600000_28_0cc175b9c0f1b6a831c399e269772661], from ip: 203.0.113.9, ${LINK}`

describe('S6: readErrmsg', () => {
  it.each([
    [`api forbidden for this app, ${HINT}`, 'api forbidden for this app'],
    [`no more than 100 items expected in \`userid_list\`. invalid Request Parameter, ${HINT}`,
      'no more than 100 items expected in userid_list. invalid Request Parameter'],
    [`invalid userid: zhangsan, ${HINT}`, 'invalid userid: …'],
    [`invalid string value \`wmEAlECwAAHrb\`. ${HINT}`, 'invalid string value …'],
    ['remark of 张三 (13800138000) is too long', 'remark of … (…) is too long'],
    ['invalid credential, access_token is invalid or not latest rid: 5f3c2a11-0d6e9a2c-37b1c5ff',
      'invalid credential, access_token is invalid or not latest'],
    ['see https://example.com/?access_token=abc for more', 'see … for more'],
    ['\n\t', undefined],
    ['', undefined],
  ])('%j is told as %j', (errmsg, text) => {
    expect(readErrmsg(errmsg, ['zhangsan']).text).toBe(text)
  })

  it('finds the hint for the support and our address', () => {
    expect(readErrmsg(`not allowed, ${HINT}`, [])).toEqual({
      text: 'not allowed', hint: '1795600000_28_0cc175b9c0f1b6a831c399e269772661', callerIp: '203.0.113.9',
    })
    expect(readErrmsg('invalid code, rid: 5f3c2a11-0d6e9a2c', []).hint).toBe('5f3c2a11-0d6e9a2c')
  })

  it('tells nothing that we have sent, wherever and however it is quoted', () => {
    const sent = fc.stringMatching(/^[A-Za-z][\w-]{0,20}$/)
    const around = fc.constantFrom(['', ''], ['`', '`'], ['"', '"'], ['[', ']'], ['(', ')'], [': ', '.'], ['=', ','])
    const forms = fc.constantFrom('QQQ %s QQQ', '%s', 'QQQ QQQ: %s')
    fc.assert(fc.property(sent, around, forms, (value, [open, close], form) => {
      fc.pre(!'QQQ'.includes(value))
      const { text = '' } = readErrmsg(form.replace('%s', `${open}${value}${close}`), [value])
      expect(text.replaceAll('QQQ', '').toLowerCase()).not.toContain(value.toLowerCase())
    }))
  })

  it('is short, whatever the API sends', () => {
    fc.assert(fc.property(fc.string({ maxLength: 5_000 }), (errmsg) => {
      expect(readErrmsg(errmsg, []).text?.length ?? 0).toBeLessThanOrEqual(160)
    }))
  })
})

it('textsIn finds what a call sends, at any depth', () => {
  expect(textsIn([{ access_token: 't', limit: 100, cursor: undefined }, { userid_list: ['a', 'b'], deep: { x: 'y' } }]))
    .toEqual(['t', '100', 'a', 'b', 'y'])
})
