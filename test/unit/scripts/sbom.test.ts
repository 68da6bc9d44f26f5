import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { sbomOf } from '../../../scripts/lib/sbom.mjs'

const lockfile = JSON.parse(readFileSync(fileURLToPath(new URL('../../../package-lock.json', import.meta.url)), 'utf8'))

/** The parts of CycloneDX 1.6 that a bill of npm packages has. */
const licence = v.union([
  v.strictObject({ license: v.strictObject({ id: v.pipe(v.string(), v.regex(/^[\w.-]+$/)) }) }),
  v.strictObject({ expression: v.pipe(v.string(), v.regex(/ (?:OR|AND|WITH) /)) }),
])
const sha512 = v.strictObject({ alg: v.literal('SHA-512'), content: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)) })
const component = v.strictObject({
  'type': v.literal('library'),
  'bom-ref': v.string(),
  'name': v.pipe(v.string(), v.regex(/^(?:@[\w.-]+\/)?[\w.-]+$/)),
  'version': v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+/)),
  'purl': v.pipe(v.string(), v.regex(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d/)),
  'scope': v.picklist(['required', 'optional', 'excluded']),
  'licenses': v.optional(v.tuple([licence])),
  'hashes': v.optional(v.tuple([sha512])),
})
const SERIAL_NUMBER = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/
const bill = v.strictObject({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.6'),
  serialNumber: v.pipe(v.string(), v.regex(SERIAL_NUMBER)),
  version: v.literal(1),
  metadata: v.object({ component: v.object({ 'type': v.literal('application'), 'bom-ref': v.string() }) }),
  components: v.array(component),
  dependencies: v.array(v.strictObject({ ref: v.string(), dependsOn: v.array(v.string()) })),
})

describe('the bill of materials of this project', () => {
  const sbom = v.parse(bill, sbomOf(lockfile))
  const find = (name: string) => sbom.components.find(one => one.name === name)!

  it('has every locked package once', () => {
    const locked = Object.entries(lockfile.packages as Record<string, { extraneous?: boolean }>)
      .filter(([place, { extraneous }]) => place && !extraneous)
    expect(sbom.components).toHaveLength(locked.length)
    expect(new Set(sbom.components.map(one => one['bom-ref'])).size).toBe(locked.length)
  })

  it('names only packages of its own as needed', () => {
    const known = new Set([sbom.metadata.component['bom-ref'], ...sbom.components.map(one => one['bom-ref'])])
    expect(sbom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter(ref => !known.has(ref)))
      .toEqual([])
    const own = sbom.dependencies.find(({ ref }) => ref === sbom.metadata.component['bom-ref'])!
    expect(own.dependsOn).toEqual(expect.arrayContaining([find('undici')['bom-ref'], find('vitest')['bom-ref']]))
  })

  it('tells what is shipped from what is only used for development', () => {
    expect([find('undici').scope, find('vitest').scope]).toEqual(['required', 'excluded'])
  })

  it('has the hash of the lock', () => {
    const { integrity } = lockfile.packages['node_modules/undici']
    expect(`sha512-${Buffer.from(find('undici').hashes![0].content, 'hex').toString('base64')}`).toBe(integrity)
  })

  it('is the same for the same lock', () => {
    expect(sbomOf(lockfile)).toEqual(sbomOf(structuredClone(lockfile)))
    const changed = structuredClone(lockfile)
    changed.packages['node_modules/undici'].version = '0.0.1'
    expect(sbomOf(changed).serialNumber).not.toBe(sbom.serialNumber)
  })
})

it('finds the copy of a package that another one uses, under its real name', () => {
  const { components, dependencies } = sbomOf({
    name: 'app', version: '1.0.0', packages: {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '2' }, peerDependencies: { missing: '1' } },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/b': { version: '1.0.0', name: '@scope/b', license: '(MIT OR ISC)' },
    },
  })
  expect(dependencies[1]!.dependsOn).toEqual([components[1]!['bom-ref']])
  expect(components[2]).toMatchObject({ name: '@scope/b', purl: 'pkg:npm/%40scope/b@1.0.0' })
})
