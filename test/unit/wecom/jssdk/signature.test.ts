import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNonceStr, signPage } from '../../../../server/wecom/jssdk/signature.ts'

const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
const vector = { ticket, nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: 1414587457 }

describe('signPage', () => {
  it.each([
    ['http://mp.weixin.qq.com?params=value', '0f9de62fce790f9a083d5c99e95740ceb90c27ed'],
    ['http://mp.weixin.qq.com', 'f4d90daf4b3bca3078ab155816175ba34c443a7b'],
    ['https://sidebar.example.com/', '8dd0946a51d701c2e2462767a8f8242aae708394'],
    ['https://sidebar.example.com', '51d0807a444c34d7a7ed90a088dad628e2e57f89'],
    [
      'https://sidebar.example.com/customer?from=chat&name=%E5%BC%A0%E4%B8%89',
      'c7bb29ce365a47451f89efaf4d0131113c3917d5',
    ],
    ['https://sidebar.example.com/customer?from=chat&name=张三', '8f557854989eb12001d01b71567a5d0dc33416fa'],
  ])('matches the vector of doc 90506 for %s', (url, signature) => {
    expect(signPage({ ...vector, url })).toBe(signature)
  })

  it('agrees with the formula for any input', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.nat(), fc.webUrl(), (anyTicket, nonceStr, timestamp, url) => {
      const text = ['jsapi_ticket', anyTicket, 'noncestr', nonceStr, 'timestamp', timestamp, 'url', url]
      const joined = [0, 2, 4, 6].map(i => `${text[i]}=${text[i + 1]}`).join('&')
      const expected = createHash('sha1').update(Buffer.from(joined, 'utf8')).digest('hex')
      expect(signPage({ ticket: anyTicket, nonceStr, timestamp, url })).toBe(expected)
    }))
  })
})

describe('createNonceStr', () => {
  it('does not repeat', () => {
    const nonces = new Set(Array.from({ length: 100_000 }, createNonceStr))
    expect(nonces.size).toBe(100_000)
    expect([...nonces][0]).toMatch(/^[0-9a-f]{32}$/)
  })
})
