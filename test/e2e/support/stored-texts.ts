import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every byte that the server keeps in its data folder, as texts to be searched. */
export function storedTexts(dataDir: string): string[] {
  return readdirSync(dataDir).map(name => readFileSync(join(dataDir, name), 'latin1'))
}
