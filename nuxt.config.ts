import { fileURLToPath } from 'node:url'
import { dropHydration } from './build/drop-hydration.ts'
import { dropUnusedData } from './build/drop-unused-data.ts'
import { firstLoadChunk } from './build/first-load-chunk.ts'
import { guardServerCode } from './build/guard-server-code.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Everything that runs outside the browser and outside Nitro: checked by tsconfig.node.json, never bundled. */
const nodePrograms = ['simulator', 'scripts', 'build', 'cli', 'bench', 'examples']

export default defineNuxtConfig({
  modules: [
    '@pinia/nuxt', '@nuxt/eslint',
    '~/build/commands.ts', '~/build/company-panels.ts', '~/build/design-page.ts', '~/build/doors.ts',
    '~/build/early-chunk.ts', '~/build/licences.ts', '~/build/server-head.ts', '~/build/style-sheet.ts',
  ],
  $production: {
    // The dev server has an entry of its own.
    nitro: { entry: `${root}server/entry.ts` },
  },
  // vue-router would be 10 kB of every first load, and each chat switch may be one. app.vue picks from pages/routes.ts.
  pages: false,
  components: [{ path: '~/components', pathPrefix: false }],
  // Modules of ours are imported by path, so that every tool sees who uses what. Vue's and Nuxt's own names are known.
  imports: { scan: false },
  devtools: { enabled: false },

  app: {
    head: {
      viewport: 'width=device-width, initial-scale=1',
      meta: [
        { name: 'referrer', content: 'no-referrer' },
        { name: 'robots', content: 'noindex' },
        { name: 'format-detection', content: 'telephone=no' },
      ],
    },
  },
  css: ['~/assets/css/tokens.css', '~/assets/css/base.css'],

  // Explicit: if it is unset and an app/ folder appears, Nuxt takes the whole layout from there.
  srcDir: '.',
  ignore: nodePrograms.map(folder => `${folder}/**`),

  // Bundled on the server too: unbundled, importing one icon loads all of them.
  build: { transpile: ['lucide'] },
  features: { inlineStyles: false },
  experimental: {
    // Each would be one more request, or one more public route, that this page does not need.
    appManifest: false,
    componentIslands: false,
    payloadExtraction: false,
    // The parser of the other form would be 2 kB of every first load.
    renderJsonPayloads: false,
  },
  compatibilityDate: '2026-11-01',

  nitro: {
    compressPublicAssets: true,
    errorHandler: './server/error-handler.ts',
    imports: { autoImport: false },
    // Of the oldest Node that package.json allows: what it has needs no replacement.
    esbuild: { options: { target: 'node24.11' } },
    // Nitro's hooks would record a stack for each request, for debuggers.
    replace: { 'console.createTask': 'undefined' },
    rollupConfig: { external: ['node:sqlite'] },
    typescript: {
      tsConfig: {
        include: [
          './doors.ts', '../panels/**/*', '../examples/panels/**/*', '../test/unit/**/*', '../test/support/**/*',
        ],
      },
    },
  },
  vite: {
    plugins: [guardServerCode(root), dropHydration(), dropUnusedData()],
    $client: {
      build: {
        rolldownOptions: {
          output: { codeSplitting: { groups: [{ name: firstLoadChunk, debugName: 'first load' }] } },
        },
      },
    },
    // Nothing here uses the options API: it would be 2 kB of every first load. Hooks would record stacks for debuggers.
    define: { '__VUE_OPTIONS_API__': 'false', 'console.createTask': 'undefined' },
    // The desktop client of 2026 still embeds Chrome 107 (its user agent says so); iOS follows the OS.
    build: {
      target: ['chrome107', 'safari15.4'],
      cssTarget: ['chrome107', 'safari15.4'],
      // All styles are 7 kB: a file for each lazy part would cost more, and be asked for in the middle of drawing.
      cssCodeSplit: false,
    },
  },

  typescript: {
    tsConfig: {
      exclude: [
        '../panels/**/*',
        '../test/unit/**/*',
        '../test/support/**/*',
        '../test/simulator/**/*',
        '../test/e2e/**/*',
        '../*.config.*',
        ...nodePrograms.map(folder => `../${folder}/**/*`),
      ],
    },
    nodeTsConfig: {
      include: [
        '../*.config.*',
        '../test/e2e/**/*',
        '../test/simulator/**/*',
        ...nodePrograms.map(folder => `../${folder}/**/*`),
      ],
      // The first runs elsewhere, with an SDK that is not ours; the second is code of the server.
      exclude: ['../examples/cloud-function/**/*', '../examples/panels/**/*'],
      compilerOptions: { allowImportingTsExtensions: true, checkJs: true, erasableSyntaxOnly: true },
    },
  },

  telemetry: false,
  eslint: { config: { stylistic: true } },
})
