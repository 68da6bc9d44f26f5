import { describe, expect, it } from 'vitest'
import { doors } from '../../../.nuxt/doors.ts'
import { DOCUMENTS, upToDate } from '../../../build/docs/generated.ts'
import { VARIABLES } from '../../../server/config/variables.ts'
import { AUDIT_ACTIONS } from '../../../shared/audit-actions.ts'
import { CLIENT_FAILURES, PAGE_ERRORS, SYSTEM_ERRORS } from '../../../shared/errors.ts'
import { PANEL_PROBLEMS } from '../../../shared/panel-problems.ts'
import { read } from './read.ts'

describe.each(DOCUMENTS)('%s', (path) => {
  it('is up to date', () => {
    expect(read(path), 'run npm run docs').toBe(upToDate(path))
  })
})

const CONTENTS = [
  ['configuration', Object.values(VARIABLES).map(({ name }) => `| \`${name}\` |`)],
  ['errors', Object.keys({ ...PAGE_ERRORS, ...SYSTEM_ERRORS, ...CLIENT_FAILURES, ...PANEL_PROBLEMS })
    .map(code => `| \`${code}\` |`)],
  ['operating', AUDIT_ACTIONS.map(action => `| \`${action}\` |`)],
  ['api', Object.keys(doors).map(route => `### \`${route}\`\n`)],
] as const

describe.each(CONTENTS)('docs/%s in both languages', (name, contents) => {
  // A document that has lost one of its parts would still be up to date.
  it.each(contents)('has %s', (content) => {
    for (const path of [`docs/${name}.md`, `docs/${name}.zh-CN.md`]) expect(read(path).split(content)).toHaveLength(2)
  })
})
