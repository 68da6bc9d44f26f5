import { fileURLToPath } from 'node:url'
import { securityHeaders } from '../../../server/http/security-headers.ts'

const { 'content-security-policy': _policy, 'cache-control': _caching, ...headers } = securityHeaders('http:')

/**
 * The least that a page of Nuxt costs, built from the same packages as the sidebar. It has the sidebar's security
 * headers: cross-origin-opener-policy alone costs 30 ms, because the browser starts a process for the page.
 */
export default defineNuxtConfig({
  modules: ['@pinia/nuxt'],
  pages: false,
  devtools: { enabled: false },
  srcDir: '.',
  buildDir: fileURLToPath(new URL('../../../node_modules/.cache/empty-app', import.meta.url)),
  routeRules: { '/**': { headers } },
  features: { inlineStyles: false },
  experimental: { appManifest: false },
  compatibilityDate: '2026-11-01',
  nitro: { output: { dir: fileURLToPath(new URL('../../../node_modules/.cache/empty-app-output', import.meta.url)) } },
  telemetry: false,
})
