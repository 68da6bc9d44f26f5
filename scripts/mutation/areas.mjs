/**
 * A part of the server whose tests must notice nearly every change of its code.
 *
 * @typedef {object} Area
 * @property {string[]} mutate globs of the sources
 * @property {string[]} tests globs of the unit tests that must notice
 * @property {number} least percentage of the mutants that must be noticed
 */

/** @type {Record<string, Area>} */
export const AREAS = {
  auth: { mutate: ['server/auth/**/*.ts'], tests: ['test/unit/auth/**/*.test.ts'], least: 90 },
  access: {
    mutate: [
      'server/customer/{access,customers,even-timing,followers,groups,no-relation}.ts',
      'server/customer/{corp-tag-cache,forget-on-event}.ts',
    ],
    tests: ['test/unit/customer/{corp-tag-cache,customers,even-timing,followers,forget-on-event,groups}.test.ts'],
    least: 90,
  },
  credentials: {
    mutate: ['server/upstream/credentials/*.ts', 'server/wecom/credentials.ts', 'server/wechat/access-tokens.ts'],
    tests: ['test/unit/upstream/credentials/*.test.ts', 'test/unit/{wecom/credentials,wechat/access-tokens}.test.ts'],
    least: 90,
  },
  upstream: {
    mutate: ['server/upstream/*.ts'],
    // The test of certificates calls other processes.
    tests: ['test/unit/upstream/!(certificates).test.ts'],
    least: 90,
  },
  // Without Redis and SQL: only tests with real servers notice their mutants.
  storage: {
    mutate: ['server/storage/!(*redis*).ts'],
    tests: [
      'test/unit/storage/{encryption,memory-store,outage-shadow,remembered-since,root-keys,sealed-states}.test.ts',
      'test/unit/storage/{sqlite-file,sqlite-store,sqlite-time,values-before-slots,vault}.test.ts',
      'test/unit/errors/set-up-error.test.ts',
    ],
    least: 90,
  },
  callback: { mutate: ['server/wecom/callback/**/*.ts'], tests: ['test/unit/wecom/callback/**/*.test.ts'], least: 90 },
  identity: { mutate: ['server/identity/*.ts'], tests: ['test/unit/identity/*.test.ts'], least: 80 },
  sync: { mutate: ['server/identity/sync/*.ts'], tests: ['test/unit/identity/sync/*.test.ts'], least: 80 },
}
