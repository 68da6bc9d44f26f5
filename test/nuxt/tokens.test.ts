import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

type Palette = Record<string, string>

/** The custom properties of one block of the style sheet, as the browser's own CSS object model gives them. */
function paletteOf(rule: CSSStyleRule): Palette {
  return Object.fromEntries(Array.from(rule.style, name => [name, rule.style.getPropertyValue(name).trim()]))
}

const style = document.createElement('style')
style.textContent = readFileSync(resolve('assets/css/tokens.css'), 'utf8')
document.head.append(style)
const [light, dark, media] = Array.from(style.sheet!.cssRules) as [CSSStyleRule, CSSStyleRule, CSSMediaRule]
const palettes = { light: paletteOf(light), dark: paletteOf(dark) }

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [dim, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

const TEXT_ON: [string, string][] = [
  ...['--surface', '--sunken', '--hover'].flatMap(ground => [
    ['--text', ground], ['--text-secondary', ground],
  ] as [string, string][]),
  ['--brand', '--surface'],
  ['--brand', '--brand-soft'],
  ['--on-brand', '--brand'],
  ['--wechat', '--wechat-soft'],
  ['--wechat', '--surface'],
  ['--wecom', '--wecom-soft'],
  ['--danger', '--surface'],
  ['--danger', '--sunken'],
  ['--danger', '--danger-soft'],
  ['--text', '--danger-soft'],
  ...[0, 1, 2, 3, 4].map(tone => ['--on-avatar', `--avatar-${tone}`] as [string, string]),
]

describe.each(Object.entries(palettes))('the %s theme', (_, palette) => {
  it.each(TEXT_ON)('%s on %s is readable (4.5:1)', (text, ground) => {
    expect(contrast(palette[text]!, palette[ground]!)).toBeGreaterThanOrEqual(4.5)
  })

  it('shows focus and controls (3:1)', () => {
    expect(contrast(palette['--brand']!, palette['--surface']!)).toBeGreaterThanOrEqual(3)
    expect(contrast(palette['--control-border']!, palette['--surface']!)).toBeGreaterThanOrEqual(3)
  })
})

it('is equally dark by user agent and by media query', () => {
  expect(paletteOf(media.cssRules[0] as CSSStyleRule)).toEqual(palettes.dark)
})

it('has every colour in both, and each is held to a contrast', () => {
  const colours = Object.keys(palettes.light).filter(name => palettes.light[name]!.startsWith('#'))
  expect(Object.keys(palettes.dark).filter(name => name !== 'color-scheme').sort()).toEqual([...colours].sort())
  // Lines between things: nothing depends on seeing them.
  const decoration = ['--border']
  const measured = new Set([...TEXT_ON.flat(), '--control-border', ...decoration])
  expect(colours.filter(name => !measured.has(name))).toEqual([])
})

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#0052d9', '#ffffff')).toBeCloseTo(6.54, 1)
})
