import { fileURLToPath } from 'node:url'
import { defineVitestProject } from '@nuxt/test-utils/config'
import { defineConfig } from 'vitest/config'

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url))
/** As `eventually` in test/support: the default of a second is too short for a machine with much else to do. */
const expect = { poll: { timeout: 10_000 } }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { '#shared': folder('shared'), '#server': folder('server') } },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          expect,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          setupFiles: ['test/support/no-network.ts', 'test/support/property-seed.ts'],
        },
      },
      {
        test: {
          name: 'simulator',
          include: ['test/simulator/**/*.test.ts'],
          environment: 'node',
          expect,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          setupFiles: ['test/support/no-network.ts', 'test/support/property-seed.ts'],
        },
      },
      await defineVitestProject({
        test: {
          name: 'nuxt',
          include: ['test/nuxt/**/*.test.ts'],
          environment: 'nuxt',
          expect,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          setupFiles: ['test/support/property-seed.ts'],
          environmentOptions: { nuxt: { domEnvironment: 'happy-dom' } },
        },
      }),
      {
        resolve: { alias: { '#shared': folder('shared') } },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          expect,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          setupFiles: ['test/support/property-seed.ts'],
        },
      },
    ],
  },
})
