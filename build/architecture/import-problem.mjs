import { posix } from 'node:path'
import { FREE, LAYERS } from './layers.mjs'

const ALIASES = /** @type {const} */ ([
  [/^(?:~~?|@@?)\//, ''],
  [/^#shared(?=\/|$)/, 'shared'],
  [/^#server(?=\/|$)/, 'server'],
])

/** @type {(path: string, folder: string) => boolean} */
const within = (path, folder) => path === folder || path === `${folder}.ts` || path.startsWith(`${folder}/`)

/**
 * @param {string} file importing file, from the project root, with forward slashes
 * @param {string} specifier the text between the quotes
 * @returns {string | undefined} path of the imported file from the root; undefined for a package
 */
export function resolveImport(file, specifier) {
  const path = specifier.replace(/\?.*$/, '')
  if (/^\.{1,2}(?:\/|$)/.test(path)) return posix.join(posix.dirname(file), path)
  for (const [alias, folder] of ALIASES) {
    if (alias.test(path)) return posix.normalize(path.replace(alias, folder))
  }
  return undefined
}

/** @param {string} file */
function layerOf(file) {
  const candidates = LAYERS.flatMap(layer => layer.paths
    .filter(path => within(file, path))
    .map(path => ({ path, layer })))
  return candidates.sort((a, b) => b.path.length - a.path.length)[0]
}

/**
 * Checks one import against the arrows of layers.mjs.
 *
 * @param {string} file importing file, from the project root, with forward slashes
 * @param {string} specifier the text between the quotes
 * @param {boolean} typeOnly whether the import is erased at build time
 * @returns {string | undefined} the problem as one sentence
 */
export function importProblem(file, specifier, typeOnly) {
  if (FREE.test(file)) return undefined
  const own = layerOf(file)
  if (!own) return `${file} belongs to no layer: add its folder to build/architecture/layers.mjs`

  const target = resolveImport(file, specifier)
  if (target === undefined) {
    const known = own.layer.packages?.find(name => within(specifier, name))
    return known && `${own.path} must not know ${known}`
  }
  const allowed = [own.path, ...own.layer.imports, ...(typeOnly ? own.layer.types ?? [] : [])]
  if (allowed.some(path => within(target, path))) return undefined
  const asType = own.layer.types?.some(path => within(target, path))
  return `${own.path} may not import ${target}${asType ? ' (only its types)' : ''}`
}
