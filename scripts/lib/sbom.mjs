import { createHash } from 'node:crypto'
import { findPlace } from './lockfile.mjs'

/** @typedef {import('./lockfile.mjs').LockEntry} LockEntry */
/** @typedef {import('./lockfile.mjs').Lockfile} Lockfile */

const NODE_MODULES = 'node_modules/'

/**
 * Makes a software bill of materials from the lock, in the format CycloneDX 1.6. npm's own `npm sbom` refuses this
 * project, because one of its packages (@bomb.sh/tab) accepts an older version of an optional peer (cac) only.
 *
 * @param {Lockfile & { name: string, version: string }} lockfile
 */
export function sbomOf({ name, version, packages }) {
  const places = Object.keys(packages).filter(place => place && !packages[place]?.extraneous)
  const refOf = (/** @type {string} */ place) => place ? `${purlOf(place, packages)}#${place}` : `${name}@${version}`
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumberOf(packages),
    version: 1,
    metadata: { component: { 'type': 'application', 'bom-ref': refOf(''), name, version } },
    components: places.map((place) => {
      const entry = /** @type {LockEntry} */ (packages[place])
      return {
        'type': 'library',
        'bom-ref': refOf(place),
        'name': nameOf(place, entry),
        'version': entry.version,
        'purl': purlOf(place, packages),
        // Development: checked and built with it, but not shipped.
        'scope': entry.dev ? 'excluded' : entry.devOptional ? 'optional' : 'required',
        ...entry.license && { licenses: [licenceOf(entry.license)] },
        ...entry.integrity && { hashes: [hashOf(entry.integrity)] },
      }
    }),
    dependencies: ['', ...places].map(place => ({
      ref: refOf(place),
      dependsOn: [...new Set(needsOf(place, packages).map(refOf))].sort(),
    })),
  }
}

/**
 * The same lock has the same number, so that the file changes only with the lock.
 *
 * @param {Lockfile['packages']} packages
 */
function serialNumberOf(packages) {
  const hex = createHash('sha256').update(JSON.stringify(packages)).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `urn:uuid:${parts.join('-')}`
}

/** @type {(place: string, entry: LockEntry) => string} */
function nameOf(place, { name }) {
  return name ?? place.slice(place.lastIndexOf(NODE_MODULES) + NODE_MODULES.length)
}

/** @type {(place: string, packages: Lockfile['packages']) => string} */
function purlOf(place, packages) {
  const entry = packages[place] ?? {}
  return `pkg:npm/${nameOf(place, entry).replace('@', '%40')}@${entry.version}`
}

/** @type {(integrity: string) => { alg: string, content: string }} */
function hashOf(integrity) {
  const [algorithm = '', base64 = ''] = integrity.split(' ', 1)[0]?.split(/-(.*)/s) ?? []
  return { alg: algorithm.toUpperCase().replace('SHA', 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') }
}

/** @type {(license: string) => object} an id of SPDX, or an expression of several */
function licenceOf(license) {
  return / (?:OR|AND|WITH) /.test(license) ? { expression: license } : { license: { id: license } }
}

/**
 * @param {string} place
 * @param {Lockfile['packages']} packages
 * @returns {string[]} places of the packages that this one needs. Peers and optional ones may be missing
 */
function needsOf(place, packages) {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = packages[place] ?? {}
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
  return names.flatMap(name => findPlace(packages, place, name) ?? [])
}
