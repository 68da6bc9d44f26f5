import { describe, expect, it } from 'vitest'
import { allowFraming, insertScript, localAvatars, scriptNonce } from '../../../simulator/proxy/html.ts'

const tag = '<script src="/__wecom/inject.js" nonce="n1"></script>'

describe('insertScript', () => {
  it.each([
    ['<!doctype html><html><head><title>x</title></head>', `<!doctype html><html><head>${tag}<title>x</title></head>`],
    [
      '<html lang="zh"><HEAD data-x="1"><script>a</script>',
      `<html lang="zh"><HEAD data-x="1">${tag}<script>a</script>`,
    ],
    ['<html lang="zh"><body><header>h</header>', `<html lang="zh">${tag}<body><header>h</header>`],
    ['<!DOCTYPE html><p>x', `<!DOCTYPE html>${tag}<p>x`],
    ['<p>x', `${tag}<p>x`],
  ])('comes first in %s', (html, expected) => {
    expect(insertScript(html, 'n1')).toBe(expected)
  })

  it('has no nonce when the policy has none', () => {
    expect(insertScript('<head>', undefined)).toBe('<head><script src="/__wecom/inject.js"></script>')
  })
})

describe('scriptNonce', () => {
  it.each([
    [`default-src 'none'; script-src 'nonce-abc+/=' 'strict-dynamic' 'self'; style-src 'nonce-other'`, 'abc+/='],
    [`script-src-elem 'nonce-elem'`, 'elem'],
    [`default-src 'self' 'nonce-all'`, 'all'],
    [`style-src 'nonce-style'; script-src 'self'`, undefined],
    [undefined, undefined],
  ])('of %s is %s', (policy, nonce) => {
    expect(scriptNonce(policy)).toBe(nonce)
  })
})

describe('allowFraming', () => {
  const shell = 'http://localhost:5180'
  it('adds the shell to what the app allows, and leaves the rest alone', () => {
    expect(allowFraming(`default-src 'none'; frame-ancestors 'none'; img-src data:`, shell)).toBe(
      `default-src 'none'; frame-ancestors ${shell}; img-src data:`,
    )
    expect(allowFraming(`frame-ancestors 'self' https://a.example`, shell)).toBe(
      `frame-ancestors 'self' https://a.example ${shell}`,
    )
    expect(allowFraming(`script-src 'self'`, shell)).toBe(`script-src 'self'`)
  })
})

describe('localAvatars', () => {
  it('rewrites pictures of WeChat\'s hosts, nothing else', () => {
    const others = '<img src="/a.png"><a href="https://wx.qlogo.cn/mmhead/x/0">'
    expect(localAvatars(`<img alt="a" src="https://wx.qlogo.cn/mmhead/seed-1/0">${others}`))
      .toBe(`<img alt="a" src="/__wecom/avatar/seed-1.svg">${others}`)
  })
})
