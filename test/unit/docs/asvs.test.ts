import { describe, expect, it } from 'vitest'
import { read } from './read.ts'

/** Requirements of levels 1 and 2 in the ASVS 5.0.0. */
const ALL = 253

interface Row { id: string, level: string, state: string, how: string, proof: string }

const page = read('docs/asvs.md')
const rows = [...page.matchAll(/^\| (V[\d.]+) \| (\S+) \| (.+?) \| (.+?) \| (.+) \|$/gm)]
  .map(([, id, level, state, how, proof]): Row => ({ id: id!, level: level!, state: state!, how: how!, proof: proof! }))
const others = page.slice(page.indexOf('## What does not apply')).match(/V\d+\.\d+\.\d+/g) ?? []
const linksOf = ({ proof }: Row) => [...proof.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!)
const TEST = /^\.\.\/test\/(?:unit|nuxt|e2e)\/.+\.(?:test|contract)\.ts$/
const DOCUMENT = /^(?:\.\.\/)?\w+\.md(?:#[\w-]+)?$/
const numbers = (id: string) => id.slice(1).split('.').map(Number)

describe('docs/asvs.md', () => {
  it('has 163 requirements that apply and all others of levels 1 and 2, each once', () => {
    expect(rows).toHaveLength(163)
    const ids = [...rows.map(({ id }) => id), ...others]
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(ALL)
  })

  it('has them in the order of the standard', () => {
    const ids = rows.map(({ id }) => numbers(id))
    expect(ids).toEqual(ids.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!))
  })

  it('counts them right', () => {
    const documented = rows.filter(({ state }) => state === '**documented**').length
    expect(page).toContain(`${rows.length} apply here: ${rows.length - documented} are met`)
    expect(page).toContain(`${documented} are **documented**`)
    expect(page).toContain(`${others.length} do not apply`)
  })

  // test/unit/docs/links.test.ts proves that files and headings exist.
  it.each(rows)('$id is explained in a few words, with a proof', (row) => {
    expect(row.level).toMatch(/^[12]$/)
    expect(row.state).toMatch(/^(?:met|\*\*documented\*\*)$/)
    expect(row.how.split(' ').length).toBeLessThanOrEqual(20)
    const links = linksOf(row)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(link).toMatch(link.endsWith('.ts') ? TEST : DOCUMENT)
    // What only others can do is described.
    if (row.state !== 'met') expect(links.some(link => link.includes('.md#'))).toBe(true)
  })
})
