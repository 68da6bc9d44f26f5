import { describe, expect, it } from 'vitest'
import { read } from './read.ts'

type Versions = Record<string, string>

describe('docs/dependencies.md', () => {
  it('has every direct dependency once, and nothing else', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as
      Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Versions>
    const firstCells = [...read('docs/dependencies.md').matchAll(/^\| ([^|]+) \|/gm)].map(([, cell]) => cell!)
    const explained = firstCells.filter(cell => cell !== 'package').flatMap(cell => cell.split(', '))
    const installed = { ...dependencies, ...devDependencies, ...optionalDependencies }
    expect(explained.sort()).toEqual(Object.keys(installed).sort())
  })
})
