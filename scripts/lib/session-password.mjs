import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes the password of a data folder once and keeps it in the folder. Another password could not decrypt the data.
 *
 * @param {string} dataDir created when missing
 * @returns {string} 64 hexadecimal digits
 */
export function sessionPassword(dataDir) {
  const file = join(dataDir, 'session-password')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
