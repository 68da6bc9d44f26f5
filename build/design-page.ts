import { addServerHandler, createResolver, defineNuxtModule } from 'nuxt/kit'

/**
 * Adds /design, the catalogue of the components, to Nuxt's dev server. It is in no build: only this module imports
 * files of design/.
 */
export default defineNuxtModule({
  meta: { name: 'design-page' },
  setup(_options, nuxt) {
    if (!nuxt.options.dev) return
    const { resolve } = createResolver(nuxt.options.rootDir)
    nuxt.hook('app:resolve', app => void (app.mainComponent = resolve('design/DesignRoot.vue')))
    addServerHandler({ middleware: true, handler: resolve('design/page-context.ts') })
  },
})
