import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeReturnUrl, withParameter } from '../../../server/identity/return-url.ts'
import { oddReturnUrls } from '../../support/odd-return-urls.ts'

const SHOP = 'https://shop.example.com'
const origins = [SHOP, 'https://www.example.com:8443']

describe('the page to return to', () => {
  it.each([
    [SHOP, `${SHOP}/`], [`${SHOP}/cart?id=1#top`, `${SHOP}/cart?id=1#top`],
    ['https://www.example.com:8443/a', 'https://www.example.com:8443/a'],
    ['HTTPS://SHOP.example.com:443/a', `${SHOP}/a`],
    [`${SHOP}/`.padEnd(1_000, 'a'), `${SHOP}/`.padEnd(1_000, 'a')],
  ])('%s is accepted', (wanted, page) => expect(safeReturnUrl(wanted, origins)).toBe(page))

  it.each([
    '', '/cart', 'cart', 'http://shop.example.com/', 'https://shop.example.com:444/', 'https://www.example.com/',
    `https://shop.example.com.evil.example/`, 'https://evil.example/?https://shop.example.com',
    'https://user@shop.example.com/', 'https://user:pass@shop.example.com/', `${SHOP}/?wechat_ticket=theirs`,
    `${SHOP}/?a=1&wechat%5fticket=theirs`, `${SHOP}/?wechat_error=x`,
    `${SHOP}/`.padEnd(1_001, 'a'), `${SHOP}/${'张'.repeat(200)}`, 'null',
    'javascript:alert(1)', 'data:text/html,x', 'blob:https://shop.example.com/1',
  ])('%s is refused', wanted => expect(safeReturnUrl(wanted, origins)).toBeUndefined())

  it('never leaves the origins: 500 payloads and random ones', () => {
    expect(oddReturnUrls.length).toBeGreaterThanOrEqual(500)
    const isSafe = (wanted: string) => {
      const page = safeReturnUrl(wanted, origins)
      return page === undefined || origins.includes(new URL(withParameter(page, 'wechat_ticket', 'a1')).origin)
    }
    expect(oddReturnUrls.filter(wanted => !isSafe(wanted))).toEqual([])
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string().map(text => SHOP + text)), isSafe))
  })

  it('is nowhere when the app has no origins', () => expect(safeReturnUrl(SHOP, [])).toBeUndefined())

  it('keeps what the page has written, and gets the parameter once', () => {
    expect(withParameter(`${SHOP}/a`, 'wechat_ticket', 'x1')).toBe(`${SHOP}/a?wechat_ticket=x1`)
    expect(withParameter(`${SHOP}/a?b=%E5%BC%A0+1&c#d?e`, 'wechat_ticket', 'x1'))
      .toBe(`${SHOP}/a?b=%E5%BC%A0+1&c&wechat_ticket=x1#d?e`)
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const page = new URL(withParameter(new URL(url).href, 'wechat_ticket', 'x1'))
      expect(page.searchParams.getAll('wechat_ticket')).toEqual(['x1'])
      expect([page.pathname, page.hash]).toEqual([new URL(url).pathname, new URL(url).hash])
    }))
  })
})
