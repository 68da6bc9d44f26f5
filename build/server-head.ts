import { defineNuxtModule } from 'nuxt/kit'

const CLIENT_HEAD = 'head/runtime/plugins/unhead.client'

/**
 * Leaves unhead out of the browser's code, which would be 6 kB of every first load: after the server has written the
 * head, only three values of it change (see composables/useDocumentHead.ts).
 *
 * @throws when Nuxt's plugin has another name
 */
export default defineNuxtModule({
  meta: { name: 'server-head' },
  setup(_options, nuxt) {
    nuxt.hook('app:resolve', (app) => {
      const rest = app.plugins.filter(({ src }) => !src.includes(CLIENT_HEAD))
      if (rest.length === app.plugins.length) throw new Error(`Nuxt has no plugin ${CLIENT_HEAD} any more`)
      app.plugins = rest
    })
  },
})
