/**
 * One entry of package-lock.json, with the fields that we use.
 *
 * @typedef {object} LockEntry
 * @property {string} [name] of the package, when the folder has another one
 * @property {string} [version]
 * @property {string} [license]
 * @property {string} [integrity]
 * @property {boolean} [dev] only development needs it
 * @property {boolean} [devOptional] needed by development, and optional otherwise
 * @property {string} [resolved]
 * @property {boolean} [optional] may be missing on this platform
 * @property {boolean} [extraneous] no package needs it, so npm ci leaves it out
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 *
 * @typedef {{ packages: Record<string, LockEntry> }} Lockfile
 */

/**
 * Finds packages whose optional platform packages are missing from the lock. `npm install` writes such a lock without a
 * warning, and `npm ci` on another machine then refuses it ("Missing … from lock file").
 *
 * @param {Lockfile} lockfile
 * @returns {string[]} one sentence per incomplete package
 */
export function missingPlatformPackages({ packages }) {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) => {
    const missing = Object.keys(optionalDependencies).filter(name => !findPlace(packages, place, name))
    return missing.length ? [`${place || 'the project'} lacks ${missing.join(', ')}`] : []
  })
}

/**
 * Looks a package up in Node's order: beside the package that needs it, then in each node_modules above.
 *
 * @param {Lockfile['packages']} packages
 * @param {string} place path of the package that needs it
 * @param {string} name
 * @returns {string | undefined} its path
 */
export function findPlace(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`
    if (packages[found]) return found
    if (!folder) return undefined
  }
}

/**
 * Finds entries with a download address. Such an entry would bind every machine to that registry.
 *
 * @param {Lockfile} lockfile
 * @returns {string[]} one sentence per entry
 */
export function registryHosts({ packages }) {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined && URL.canParse(resolved))
    .map(([place]) => `${place} names its registry: set omit-lockfile-registry-resolved=true and lock again`)
}

/**
 * Compares the contents of node_modules with the lock.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, npm's own note of what it installed
 * @returns {boolean} whether they agree; optional packages of other platforms may be missing
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages).every(([place, { version, optional, extraneous }]) => {
    const found = installed.packages[place]
    return place === '' || (found ? found.version === version : Boolean(optional || extraneous))
  })
}
