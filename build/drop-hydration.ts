import type { Plugin } from 'vite'

const ENTRY = /\/nuxt\/dist\/app\/entry\.js$/
const HYDRATING = 'import { createApp, createSSRApp, '

/**
 * Leaves Vue's hydration out of the browser's code: plugins/fresh-mount.server.ts has every page mounted anew.
 *
 * @throws when Nuxt's entry has changed
 */
export function dropHydration(): Plugin {
  return {
    name: 'wecom-sidebar:drop-hydration',
    enforce: 'pre',
    transform(code, id) {
      if (!ENTRY.test(id.split('?')[0]!)) return null
      if (!code.includes(HYDRATING)) this.error('Nuxt\'s entry has changed: build/drop-hydration.ts must follow')
      return { code: code.replace(HYDRATING, 'import { createApp, createApp as createSSRApp, '), map: null }
    },
  }
}
