import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../../support/source-files.ts'
import { read } from './read.ts'

/** The names of values whose names are not written where they are stored. */
const NAMED_ELSEWHERE: Record<string, string[]> = {
  'server/auth/session-index.ts': ['sessions-of'],
  'server/identity/mini-program-sessions.ts': ['mini-program', 'mini-program-member'],
  'server/upstream/credentials/refusal-memory.ts': ['wecom', 'wechat'],
  'server/upstream/credentials/shared-credential.ts': ['wecom', 'wechat'],
}

/** The first part of the name of each value that a file stores; undefined where the file does not write it. */
function namesIn(path: string, text: string): (string | undefined)[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const names: (string | undefined)[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
      && ['slot', 'journal'].includes(node.expression.name.text)) names.push(headOf(node.arguments[0]!))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function headOf(name: ts.Expression): string | undefined {
  if (ts.isStringLiteral(name)) return name.text.split(':')[0]
  return ts.isTemplateExpression(name) ? name.head.text.split(':')[0] || undefined : undefined
}

const page = read('docs/security.md')
const inventory = page.slice(page.indexOf('### Inventory'), page.indexOf('### What is not encrypted'))
const stored = sourceFiles()
  .filter(({ path }) => path.startsWith('server/') && path !== 'server/storage/vault.ts')
  .map(({ path, text }) => ({ path, names: namesIn(path, text) })).filter(({ names }) => names.length > 0)

describe('the inventory in docs/security.md', () => {
  it.each(stored)('has what $path stores', ({ path, names }) => {
    if (names.includes(undefined)) expect(Object.keys(NAMED_ELSEWHERE)).toContain(path)
    const all = names.flatMap(name => name ?? NAMED_ELSEWHERE[path]!)
    expect(all.filter(name => !inventory.includes(`\`${name}\``))).toEqual([])
  })

  it('is checked for all of them', () => {
    const paths = stored.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['server/auth/sessions.ts', ...Object.keys(NAMED_ELSEWHERE)]))
  })
})
