import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { VARIABLES } from '../../../server/config/variables.ts'
import { PAGE_ERRORS, SYSTEM_ERRORS } from '../../../shared/errors.ts'

const inProject = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const read = (path: string) => readFileSync(inProject(path), 'utf8')
const READMES = ['README.md', 'README.zh-CN.md']
const VARIABLE_NAMES = Object.values(VARIABLES).map(variable => variable.name)

describe('.env.example', () => {
  const lines = read('.env.example').split('\n').filter(line => /^[A-Z]/.test(line)).map(line => line.split('='))
  const values = new Map(lines.map(([name, ...value]) => [name, value.join('=')]))

  it('has every variable once, and none that the server does not know', () => {
    expect(lines.map(([name]) => name).filter(name => name?.startsWith('NUXT_')).sort()).toEqual([...VARIABLE_NAMES].sort())
  })

  it('shows the defaults that are in force', () => {
    for (const { name, default: inForce } of Object.values(VARIABLES)) {
      if (inForce && inForce !== '[]') expect(`${name}=${values.get(name)}`).toBe(`${name}=${inForce}`)
    }
  })
})

describe.each(READMES)('%s', (path) => {
  const text = read(path)

  it.each(VARIABLE_NAMES)('explains %s', (name) => {
    expect(text).toContain(`\`${name}\``)
  })

  it('has exactly the error codes there are', () => {
    const documented = [...text.matchAll(/^\| [\d, ]+ \| `(\w+)` \|/gm)].map(([, code]) => code)
    expect(documented.sort()).toEqual(Object.keys({ ...PAGE_ERRORS, ...SYSTEM_ERRORS }).sort())
  })

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(([, name]) => name!)
    expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'dev', 'start', 'build', 'simulator']))
    for (const name of named) expect(scripts).toHaveProperty([name])
  })

  it('links to files that exist', () => {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(inProject(target!)), target).toBe(true)
  })
})

describe('the two READMEs', () => {
  const outline = (path: string) => ({
    headings: [...read(path).matchAll(/^(#+) /gm)].map(([, level]) => level),
    rows: [...read(path).matchAll(/^\|/gm)].length,
    commands: [...read(path).matchAll(/^(npm \S+(?: \S+)?)\s+#/gm)].map(([, command]) => command),
    steps: [...read(path).matchAll(/^\d+\. /gm)].length,
  })

  it('have the same outline', () => {
    expect(outline('README.zh-CN.md')).toEqual(outline('README.md'))
    expect(outline('README.md').commands).toEqual(['npm run demo', 'npm test'])
  })
})
