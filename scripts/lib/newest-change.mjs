import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The time of the last change of a file, or of anything in a folder. A folder's own time counts too: it changes when a
 * file is deleted.
 *
 * @param {string} path
 * @returns {number} milliseconds since 1970; 0 when there is no such path
 */
export function newestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stats.mtimeMs)
}
