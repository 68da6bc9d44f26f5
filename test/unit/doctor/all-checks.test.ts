import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VARIABLES } from '../../../server/config/variables.ts'
import { ALL_CHECKS } from '../../../server/doctor/all-checks.ts'

const stepsOf = (file: string, chapter: RegExp) => {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').split(/^## /m)
  const found = text.find(part => chapter.test(part)) ?? ''
  return [...found.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
}

/** The table "from what is seen to the step". */
function symptomsOf(file: string) {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^\| .+ \| ([\d, ]+) \| (`[a-z-]+`(?:, `[a-z-]+`)*) \|$/gm)].map(([, steps, checks]) => ({
    steps: steps!.split(', ').map(Number), checks: checks!.replaceAll('`', '').split(', '),
  }))
}

describe.each(['docs/operating.md', 'docs/operating.zh-CN.md'])('the symptoms in %s', (file) => {
  const symptoms = symptomsOf(file)

  it('lead to every step of the README', () => {
    const steps = [...new Set(symptoms.flatMap(symptom => symptom.steps))].sort((a, b) => a - b)
    expect(steps).toEqual(stepsOf('README.md', /^Connect a real corp/))
  })

  it('name checks that exist', () => {
    const ids: string[] = ALL_CHECKS.map(({ id }) => id)
    expect(symptoms.flatMap(({ checks }) => checks).filter(id => !ids.includes(id))).toEqual([])
  })
})

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
