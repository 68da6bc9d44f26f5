import { fileURLToPath } from 'node:url'

/** The least that a page of Nuxt costs, built from the same packages as the sidebar. */
export default defineNuxtConfig({
  modules: ['@pinia/nuxt'],
  pages: false,
  devtools: { enabled: false },
  srcDir: '.',
  buildDir: fileURLToPath(new URL('../../../node_modules/.cache/empty-app', import.meta.url)),
  features: { inlineStyles: false },
  experimental: { appManifest: false },
  compatibilityDate: '2026-11-01',
  nitro: { output: { dir: fileURLToPath(new URL('../../../node_modules/.cache/empty-app-output', import.meta.url)) } },
  telemetry: false,
})
