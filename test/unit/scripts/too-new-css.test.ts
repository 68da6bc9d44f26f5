import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tooNewCss } from '../../../scripts/lib/too-new-css.mjs'
import { sourceFiles } from '../../support/source-files.ts'

describe('CSS that the oldest web views do not understand', () => {
  it.each([
    ['oklch()', 'a { color: oklch(60% 0.1 20) }'],
    ['oklch()', '@media (min-width: 1px) { a { background: linear-gradient(oklch(1 0 0), #000) } }'],
    ['color-mix()', 'a{color:color-mix(in srgb,red,blue)}'],
    [':has()', 'main:has(dialog) { overflow: hidden }'],
    ['@property', '@property --angle { syntax: "<angle>"; inherits: false; initial-value: 0deg }'],
    ['nesting', '.card { color: red; .title { color: blue } }'],
    ['nesting', '.card { &:hover { color: blue } }'],
    ['nesting', '.card { @media (min-width: 1px) { color: blue } }'],
    ['nesting', '@media print { .card { color: red; > a { color: blue } } }'],
  ])('is found: %s in %s', (feature, css) => {
    expect(tooNewCss(css)).toEqual([feature])
  })

  it('is found when one style sheet has all of it', () => {
    const css
      = '@property --a{syntax:"*";inherits:false}'
        + 'a:has(b){color:color-mix(in oklab,oklch(1 0 0),red);&:hover{color:red}}'
    expect(tooNewCss(css)).toEqual(['oklch()', 'color-mix()', ':has()', '@property', 'nesting'])
  })

  it.each([
    'a { color: rgb(0 0 0 / 45%) } b:not(.c) { color: red }',
    '@media (min-width: 1px) { @supports (display: grid) { a { color: red } } }',
    '@keyframes breathe { from { opacity: 0 } 50.5% { opacity: 1 } to { opacity: 0 } }',
    '@font-face { font-family: x; src: url("a{b{c") }',
    '/* a { b { color: oklch(1 0 0) } } */ a { content: ":has(x) @property color-mix(" }',
    'a::before { content: \'{ & { oklch(\' }',
    '.has { color: red } .property { color: red }',
    '',
  ])('is not seen in %j', (css) => {
    expect(tooNewCss(css)).toEqual([])
  })

  it('is not in the styles of the app', () => {
    const files = ['tokens.css', 'base.css'].map(name => ({
      path: name,
      css: readFileSync(new URL(`../../../assets/css/${name}`, import.meta.url), 'utf8'),
    }))
    const blocks = sourceFiles().flatMap(({ path, text }) =>
      [...text.matchAll(/^<style[^>]*>([\s\S]*?)^<\/style>/gm)].map(([, css = '']) => ({ path, css })))
    expect(blocks.length).toBeGreaterThan(20)
    expect(
      [...files, ...blocks].flatMap(({ path, css }) => tooNewCss(css).map(feature => `${path}: ${feature}`)),
    ).toEqual([])
  })
})
