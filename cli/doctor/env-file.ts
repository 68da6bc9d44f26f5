import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Environment } from '../../server/config/load-config.ts'

/** A variable with its value as it is written, which may have several lines. */
const WRITTEN = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*('[^']*'|"[^"]*"|`[^`]*`|[^\r\n]*)/gm

/**
 * The environment with the file `.env` of a folder, as `npm start` has it: what the environment has already, stays.
 *
 * @returns the problem when there is a file that cannot be read; in `looseDollars` the variables of `DoctorTools`
 */
export function readEnvFile(
  folder: string, environment: Environment,
): { environment: Environment, looseDollars: string[] } | { problem: string } {
  let text = ''
  try {
    text = readFileSync(join(folder, '.env'), 'utf8')
  }
  catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') return { problem: `.env cannot be read (${code}): give this user the right to read it.` }
  }
  return { environment: { ...parseEnv(text), ...environment }, looseDollars: looseDollarsOf(text) }
}

function looseDollarsOf(text: string): string[] {
  const loose = [...text.matchAll(WRITTEN)]
    .filter(([, , value = '']) => !value.startsWith('\'') && value.replace(/\s#.*$/, '').includes('$'))
  return [...new Set(loose.map(([, name]) => name!))]
}
