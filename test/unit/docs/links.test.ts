import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inProject } from '../../../build/docs/generated.ts'
import { read } from './read.ts'

const PAGES = [
  'README.md', 'README.zh-CN.md', 'SECURITY.md', 'CONTRIBUTING.md', 'simulator/README.md',
  ...readdirSync(inProject('docs')).filter(file => file.endsWith('.md')).map(file => `docs/${file}`),
]

const withoutExamples = (text: string) => text.replace(/^```[^]*?^```/gm, '')

/** @returns the anchors of a page as GitHub makes them from its headings */
function anchorsOf(page: string): string[] {
  const headings = [...withoutExamples(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!)
  return headings.map(heading => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-'))
}

describe.each(PAGES)('the links of %s', (page) => {
  const text = withoutExamples(read(page)).replace(/`[^`\n]*`/g, '')
  const links = [...text.matchAll(/(?:\]\(|src=")(?!https?:)([^)"#]*)(?:#([^)"]+))?[)"]/g)]

  it('lead to files and headings that exist', () => {
    for (const [link, target, anchor] of links) {
      const path = target ? join(dirname(page), target) : page
      expect(existsSync(inProject(path)), link).toBe(true)
      if (anchor) expect(anchorsOf(path), link).toContain(anchor)
    }
  })
})

/** A path of the project in backticks, such as `server/http/door/` or `pages/routes.ts`. */
const FOLDERS = 'browser|build|cli|components|composables|i18n|pages|scripts|server|shared|simulator|stores|test'
const PATH = new RegExp(`^(?:${FOLDERS})/[\\w./[\\]-]*$`)

describe('the paths that the documents name', () => {
  const named = PAGES.filter(page => page !== 'simulator/README.md').flatMap(page =>
    [...withoutExamples(read(page)).matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code!.split(' ')))

  it('exist', () => {
    const paths = named.filter(word => PATH.test(word))
    expect(paths.length).toBeGreaterThan(50)
    expect(paths.filter(path => !existsSync(inProject(path)))).toEqual([])
  })
})
