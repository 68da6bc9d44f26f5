import { fileURLToPath } from 'node:url'
import { defineVitestProject } from '@nuxt/test-utils/config'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url))
/** Like `eventually` in test/support: the default of a second is too short for a loaded machine. */
const expect = { poll: { timeout: 30_000 } }
/** More examples than usual take as long as they take. */
const timeouts = (ms: number) => ({ testTimeout: process.env.FAST_CHECK_RUNS ? 0 : ms, hookTimeout: ms })
const globalSetup = ['test/support/temporary-folder.ts']
const setupFiles = ['test/support/no-network.ts', 'test/support/property-seed.ts']
/** Many tests start processes, which need not compile the same sources each time. */
const env = { NODE_COMPILE_CACHE: folder('node_modules/.cache/wecom-sidebar-tests') }
const alias = { '#shared': folder('shared'), '#server': folder('server') }
/** Tests in plain Node. */
const plain = { globalSetup, environment: 'node', env, expect, setupFiles }
/** The files of a worker share their modules: compiling these anew for each file takes as long as the tests. */
const SHARED_MODULES = { isolate: false, unstubGlobals: true }
/** Files that replace whole modules: other files would get these, too, if they shared them. */
const mocked = 'test/unit/**/*.mocked.test.ts'

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: [mocked],
          ...plain,
          ...SHARED_MODULES,
          ...timeouts(60_000),
          maxWorkers: '100%',
        },
      },
      {
        resolve: { alias },
        test: { name: 'mocked', include: [mocked], ...plain, ...timeouts(60_000) },
      },
      {
        test: {
          name: 'simulator',
          include: ['test/simulator/**/*.test.ts'],
          ...plain,
          ...SHARED_MODULES,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      await defineVitestProject({
        test: {
          name: 'nuxt',
          include: ['test/nuxt/**/*.test.ts'],
          globalSetup,
          environment: 'nuxt',
          expect,
          ...timeouts(60_000),
          maxWorkers: '100%',
          setupFiles: ['test/support/property-seed.ts'],
          environmentOptions: { nuxt: { domEnvironment: 'happy-dom' }, happyDom: { width: 360, height: 760 } },
        },
      }),
      {
        resolve: { alias: { '#shared': folder('shared') } },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup,
          environment: 'node',
          env,
          expect,
          // Servers start, and crowds of requests are sent, on a machine with two cores that others use, too.
          ...timeouts(180_000),
          // Each has a browser and servers beside it, and often waits. Without isolation its files share the browser.
          maxWorkers: 3,
          isolate: false,
          setupFiles: ['test/support/property-seed.ts'],
        },
      },
    ],
  },
})
