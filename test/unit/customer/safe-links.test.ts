import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeAvatarUrl, safeWebUrl } from '../../../server/customer/safe-links.ts'
import { DANGEROUS_LINKS } from '../../support/dangerous-links.ts'

const dangerous = [
  'javascript', 'JaVaScRiPt', 'java\tscript', '\u0000javascript', ' javascript', 'data', 'vbscript', 'weixin', 'wxwork',
  'file', 'blob', 'about', 'intent', 'ftp', 'ws',
]

describe('safeWebUrl', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://example.com/a', 'https://example.com/a'],
    ['HTTPS://EXAMPLE.com', 'https://example.com/'],
  ])('%s → %s', (raw, safe) => {
    expect(safeWebUrl(raw)).toBe(safe)
  })

  it.each([
    ...dangerous.map(scheme => `${scheme}:alert(1)`),
    ...dangerous.map(scheme => `${scheme}://example.com/%0aalert(1)`),
    '', '/relative', '//example.com', 'example.com', 'https://user@example.com', 'https://google.com:pw@evil.example',
    'http://example.com:8080/', 'https://',
  ])('refuses %j', (raw) => {
    expect(safeWebUrl(raw)).toBeUndefined()
  })

  it('refuses 120 known dangerous links, as link and as avatar', () => {
    expect(new Set(DANGEROUS_LINKS).size).toBe(120)
    for (const raw of DANGEROUS_LINKS) {
      expect(safeWebUrl(raw), raw).toBeUndefined()
      expect(safeAvatarUrl(raw), raw).toBeUndefined()
    }
  })

  it('returns only https links with a visible host, for mixed parts of dangerous links', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https://', 'http:', 'HTTPS:\\\\', 'wx.qlogo.cn', 'evil.example', '@', ':', '/', '\\', '\t', '\n', '\u0000',
        ' ', '?', '#', '%00', '。', '．', ':443', '[::1]',
      ),
      fc.constantFrom(...DANGEROUS_LINKS), fc.string({ maxLength: 4 }),
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 6 }).map(parts => parts.join('')), (raw) => {
      const safe = safeWebUrl(raw)
      if (safe !== undefined) expect(safe).toMatch(/^https:\/\/[^\s/@\\]+(?:\/|$)/)
      const avatar = safeAvatarUrl(raw)
      if (avatar !== undefined) expect(avatar).toMatch(/^https:\/\/(?:[^\s/@\\]+\.)?(?:qlogo|qpic)\.cn\//)
    }), { numRuns: 5_000 })
  })

  it('returns only https links, for any text', () => {
    const link = fc.oneof(fc.string(), fc.webUrl(), fc.string().map(tail => `javascript:${tail}`))
    fc.assert(fc.property(link, (raw) => {
      const safe = safeWebUrl(raw)
      if (safe !== undefined) expect(new URL(safe).protocol).toBe('https:')
    }), { numRuns: 1_000 })
  })
})

describe('safeAvatarUrl', () => {
  it('changes WeChat\'s avatars to https and refuses other hosts', () => {
    expect(safeAvatarUrl('http://wx.qlogo.cn/mmhead/1/0')).toBe('https://wx.qlogo.cn/mmhead/1/0')
    expect(safeAvatarUrl('https://wework.qpic.cn/x')).toBe('https://wework.qpic.cn/x')
    expect(safeAvatarUrl('http://wework.qpic.cn:80/x')).toBe('https://wework.qpic.cn/x')
    const refused = [
      undefined, '', 'https://evil.example/a.png', 'https://qlogo.cn.evil.example/', 'https://evilqlogo.cn/',
      'data:image/png;base64,x', 'https://wx.qlogo.cn:8443/x', 'http://wx.qlogo.cn:8080/x',
    ]
    for (const raw of refused) expect(safeAvatarUrl(raw)).toBeUndefined()
  })
})
