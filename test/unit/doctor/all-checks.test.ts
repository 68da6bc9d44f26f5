import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VARIABLES } from '../../../server/config/variables.ts'
import { ALL_CHECKS } from '../../../server/doctor/all-checks.ts'

const stepsOf = (file: string, chapter: RegExp) => {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').split(/^## /m)
  const found = text.find(part => chapter.test(part)) ?? ''
  return [...found.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
}

describe('the list of checks', () => {
  const chapters: [string, RegExp][] = [['README.md', /^Connect a real corp/], ['README.zh-CN.md', /^接入真实企业/]]
  it.each(chapters)('has every step of %s', (file, chapter) => {
    const steps = [...new Set(ALL_CHECKS.flatMap(({ steps = [] }) => steps))].sort((a, b) => a - b)
    expect(steps).toEqual(stepsOf(file, chapter))
  })

  it('has every variable', () => {
    const tried = new Set(ALL_CHECKS.flatMap(({ variables = [] }) => variables))
    expect([...tried].sort()).toEqual(Object.keys(VARIABLES).sort())
  })

  it('has each check once', () => {
    const ids = ALL_CHECKS.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })
})
