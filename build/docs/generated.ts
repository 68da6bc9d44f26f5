import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { doors } from '../../.nuxt/doors.ts'
import type { Language } from '../../shared/utils/language.ts'
import { auditTable } from './audit-table.ts'
import { CARD_SCHEMA, cardJsonSchema } from './card-schema.ts'
import { CHAPTERS, doorsList } from './doors-list.ts'
import { clientFailuresTable, pageErrorsTable, panelProblemsTable, systemErrorsTable } from './errors-tables.ts'
import { inputTable } from './input-table.ts'
import { limitsTable } from './limits-table.ts'
import { variablesTable } from './variables-table.ts'

/** Documents with generated parts, from the project root. */
export const DOCUMENTS = [
  ...['configuration', 'api', 'errors', 'operating', 'four-doors']
    .flatMap(name => [`docs/${name}.md`, `docs/${name}.zh-CN.md`]),
  'docs/security.md', 'docs/input.md', CARD_SCHEMA,
]

/** Folders of examples/ that a document shows. */
const EXAMPLES = ['website', 'mobile-app', 'official-account']

const PART = /<!-- generated: (.+?) -->\n[^]*?<!-- end -->/g

/** @returns the absolute path of a file of the project */
export const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/**
 * @param path one of DOCUMENTS
 * @returns the JSON Schema of a card; of the others, the text with every part between `<!-- generated: … -->` and
 * `<!-- end -->` made from the tables of today
 */
export function upToDate(path: string): string {
  if (path === CARD_SCHEMA) return cardJsonSchema()
  const parts = partsIn(path.endsWith('.zh-CN.md') ? 'zh-CN' : 'en')
  return readFileSync(inProject(path), 'utf8').replace(PART, (_part, name: string) => {
    const text = parts[name]
    if (text === undefined) {
      throw new Error(`${path}: there is no part "${name}", only ${Object.keys(parts).join(', ')}`)
    }
    return `<!-- generated: ${name} -->\n\n${text}\n\n<!-- end -->`
  })
}

/** @returns the generated parts by name */
function partsIn(language: Language): Record<string, string> {
  return {
    'variables': variablesTable(language),
    'audit': auditTable(language),
    'errors of pages': pageErrorsTable(language),
    'errors of systems': systemErrorsTable(language),
    'failures in the browser': clientFailuresTable(language),
    'problems of panels': panelProblemsTable(language),
    'limits': limitsTable(doors),
    'input rules': inputTable(doors),
    ...Object.fromEntries(EXAMPLES.map(folder => [`example ${folder}`, exampleOf(folder)])),
    ...Object.fromEntries(CHAPTERS.map(chapter => [`doors, ${chapter}`, doorsList(doors, chapter, language)])),
  }
}

/** @returns the source of an example, as Markdown */
function exampleOf(folder: string): string {
  return `\`\`\`js\n${readFileSync(inProject(`examples/${folder}/server.mjs`), 'utf8')}\`\`\``
}
