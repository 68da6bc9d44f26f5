import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const output = `${root}.output/`
const text = readFileSync(`${output}THIRD_PARTY_LICENSES.txt`, 'utf8')
const sections = new Map(text.split(/\n-{80}\n\n/).map(section => [/^(\S+ \S+) \(/.exec(section)?.[1], section]))

const labelOf = (folder: string) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  return `${name} ${version}`
}

/** What the build has copied. */
const copied = globSync('server/node_modules/{*,@*/*}/package.json', { cwd: output })
  .map(file => labelOf(output + file.replace('/package.json', '')))
/** What the bundler has put into the server's files, by their source maps. */
const bundled = globSync('server/chunks/**/*.map', { cwd: output })
  .flatMap(file => (JSON.parse(readFileSync(output + file, 'utf8')) as { sources: string[] }).sources)
  .flatMap(source => /node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\/(?!.*node_modules\/)/.exec(source)?.[1] ?? [])

describe('the licences of what is shipped', () => {
  it('are there for every package that is copied', () => {
    expect(copied.length).toBeGreaterThan(20)
    expect(copied.filter(label => !sections.has(label))).toEqual([])
  })

  it('are there for every package that is bundled', () => {
    const names = [...new Set(bundled)]
    expect(names).toContain('h3')
    const known = new Set([...sections.keys()].map(label => label?.split(' ')[0]))
    expect(names.filter(name => !known.has(name))).toEqual([])
  })

  it('are there for what runs only in the browser', () => {
    expect([...sections.keys()]).toContain(labelOf(`${root}node_modules/@wecom/jssdk`))
    expect([...sections.keys()]).toContain(labelOf(`${root}node_modules/lucide`))
  })

  it('are the texts of the packages', () => {
    expect(sections.get(labelOf(`${root}node_modules/undici`)))
      .toContain(readFileSync(`${root}node_modules/undici/LICENSE`, 'utf8').trim())
    for (const section of sections.values()) expect(section.split('\n').length).toBeGreaterThan(2)
  })
})
