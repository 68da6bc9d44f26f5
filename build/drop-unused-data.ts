import type { Plugin } from 'vite'

/** Nuxt creates useAsyncData and useFetch by calls at the top of their modules, which a bundler must keep. */
const UNUSED = /composables\/(?:asyncData|fetch)(?:\.js)?$/

/**
 * Lets the bundler leave out Nuxt's data composables while nothing imports them. They are nearly 4 kB of a first load.
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
