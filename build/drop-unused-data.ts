import type { Plugin } from 'vite'

/** Nuxt's useAsyncData and useFetch are built by calls at the top of their modules, which a bundler must keep. */
const UNUSED = /composables\/(?:asyncData|fetch)(?:\.js)?$/

/**
 * Lets the bundler leave out Nuxt's data composables, nearly 4 kB of every first load, as long as nothing imports them.
 */
export function dropUnusedData(): Plugin {
  return {
    name: 'wecom-sidebar:drop-unused-data',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      if (!UNUSED.test(id)) return null
      const resolved = await this.resolve(id, importer, { ...options, skipSelf: true })
      return resolved && { ...resolved, moduleSideEffects: false }
    },
  }
}
