import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../cli/panel/arguments.ts'

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const url = 'http://localhost:4000/card'

describe('the arguments of the check of a provider', () => {
  it('are an address and, if wanted, a customer', () => {
    expect(readArguments(['check', url], secret)).toEqual({ url, secret, unionId: 'oCheck' })
    expect(readArguments(['check', url, '--union-id', 'oA'], secret)).toEqual({ url, secret, unionId: 'oA' })
  })

  it.each([
    [[], secret, /check/],
    [['test', url], secret, /check/],
    [['check', url, url], secret, /one address/],
    [['check', url, '--unionid', 'oA'], secret, /option/],
    // `URL` reads "localhost:" as the scheme.
    [['check', 'localhost:4000'], secret, /URL/],
    [['check', 'ftp://localhost'], secret, /URL/],
    [['check', url], undefined, /PANEL_SECRET/],
    [['check', url], 'mysecret', /PANEL_SECRET/],
    [['check', url], Buffer.alloc(32, 1).toString('base64'), /PANEL_SECRET/],
  ])('are refused with what is wrong: %j %s', (args, given, problem) => {
    expect(readArguments(args, given)).toEqual({ problem: expect.stringMatching(problem) as string })
  })
})
