import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * When a file, or anything in a folder, was last changed. The folder's own time counts too: it tells of deleted files.
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
