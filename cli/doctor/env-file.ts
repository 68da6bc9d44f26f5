import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Environment } from '../../server/config/load-config.ts'

/**
 * The environment with the file `.env` of a folder, as `npm start` has it: what the environment has already, stays.
 *
 * @returns the problem when there is a file that cannot be read
 */
export function readEnvFile(
  folder: string, environment: Environment,
): { environment: Environment } | { problem: string } {
  let text = ''
  try {
    text = readFileSync(join(folder, '.env'), 'utf8')
  }
  catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') return { problem: `.env cannot be read (${code}): give this user the right to read it.` }
  }
  return { environment: { ...parseEnv(text), ...environment } }
}
