import { describe, expect, it } from 'vitest'
import { read } from './read.ts'

const READMES = ['README.md', 'README.zh-CN.md']
/** Documents in two languages, in English. */
const PAIRS = [
  'README.md', 'docs/configuration.md', 'docs/api.md', 'docs/errors.md', 'docs/operating.md',
]

describe.each(READMES)('%s', (path) => {
  const text = read(path)

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(([, name]) => name!)
    expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'dev', 'start', 'build', 'simulator']))
    for (const name of named) expect(scripts).toHaveProperty([name])
  })

  it('is short enough to be read', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(160)
  })
})

const outline = (path: string) => ({
  headings: [...read(path).matchAll(/^(#+) /gm)].map(([, level]) => level),
  rows: [...read(path).matchAll(/^\|/gm)].length,
  commands: [...read(path).matchAll(/^(npm \S+(?: \S+)?)\s+#/gm)].map(([, command]) => command),
  steps: [...read(path).matchAll(/^\d+\. /gm)].length,
})

describe.each(PAIRS)('%s', (path) => {
  it('has the same outline in Chinese', () => {
    expect(outline(path.replace('.md', '.zh-CN.md'))).toEqual(outline(path))
  })
})

describe('the two commands', () => {
  it('are demo and test', () => {
    expect(outline('README.md').commands).toEqual(['npm run demo', 'npm test'])
  })
})
