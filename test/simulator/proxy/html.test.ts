import { describe, expect, it } from 'vitest'
import { allowFraming, insertScript, localAvatars, scriptNonce } from '../../../simulator/proxy/html.ts'

const tag = '<script nonce="n1">run()</script>'

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
    expect(insertScript(html, 'n1', 'run()')).toBe(expected)
  })

  it('is a file when the policy has no nonce', () => {
    expect(insertScript('<head>', undefined, 'run()')).toBe('<head><script src="/__wecom/inject.js"></script>')
  })

  it('cannot end its own element', () => {
    expect(insertScript('<head>', 'n1', 'run("</script>")'))
      .toBe('<head><script nonce="n1">run("<\\/script>")</script>')
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
