import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSiteUrl } from '../../../../server/wecom/jssdk/site-url.ts'
import { foreignUrls } from '../../../support/foreign-urls.ts'
import { runs } from '../../../support/property-runs.ts'

const origins = ['https://sidebar.example.com', 'http://localhost:5181']

describe('isSiteUrl', () => {
  it.each([
    'https://sidebar.example.com/',
    'https://sidebar.example.com/?code=a&state=b',
    'https://sidebar.example.com/?name=%E5%BC%A0%E4%B8%89&b=c+d%20e',
    'https://sidebar.example.com/?double=%2520',
    'http://localhost:5181/doctor',
  ])('accepts %s', (url) => {
    expect(isSiteUrl(url, origins)).toBe(true)
  })

  const corpus = foreignUrls('sidebar.example.com')
  it(`refuses ${corpus.length} foreign or odd URLs`, () => {
    expect(corpus.length).toBeGreaterThanOrEqual(200)
    for (const url of corpus) expect(isSiteUrl(url, origins), JSON.stringify(url)).toBe(false)
  })

  it.each([undefined, null, 1, {}, ['https://sidebar.example.com/'], ''])('refuses %j', (url) => {
    expect(isSiteUrl(url, origins)).toBe(false)
  })

  it('accepts only URLs that a browser on our origin would report', () => {
    const anyUrl = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string(),
      fc.string().map(tail => `https://sidebar.example.com${tail}`),
    )
    fc.assert(fc.property(anyUrl, (url) => {
      if (!isSiteUrl(url, origins)) return
      expect(origins).toContain(new URL(url).origin)
      expect(new URL(url).href).toBe(url)
      expect(url).not.toContain('#')
    }), runs(1_000))
  })
})
