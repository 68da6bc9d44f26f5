import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { AREAS } from './areas.mjs'

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

/** The unit tests of one area, for Stryker. */
export default defineConfig({
  root: folder(''),
  resolve: { alias: { '#shared': folder('shared'), '#server': folder('server') } },
  test: {
    include: AREAS[process.env.MUTATION_AREA!]!.tests,
    environment: 'node',
    // Without real servers: each mutant would take seconds. SQLite and the memory keep the same contracts.
    env: { REDIS_SERVER_PATH: '/none', POSTGRES_PATH: '/none' },
    setupFiles: ['test/support/no-network.ts', 'test/support/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
