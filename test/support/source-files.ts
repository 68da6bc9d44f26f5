import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const RESULTS = new Set(['node_modules', 'coverage', 'test-results'])

export interface SourceFile {
  /** From the project root, with forward slashes. */
  path: string
  text: string
}

/** Every source file of the project, tests included. */
export function sourceFiles(folder = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || RESULTS.has(entry.name)) return []
    const full = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(full)
    if (!/\.(?:ts|mts|js|mjs|vue)$/.test(entry.name)) return []
    return [{ path: relative(root, full).split(sep).join('/'), text: readFileSync(full, 'utf8') }]
  })
}
