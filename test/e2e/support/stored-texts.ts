import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** All files of the server's data folder as texts, for searches. */
export function storedTexts(dataDir: string): string[] {
  return readdirSync(dataDir).map(name => readFileSync(join(dataDir, name), 'latin1'))
}
