import { useReload } from '~/composables/useReload'

/**
 * A chunk that fails to load means a new release or no network: the page reloads when the server answers and nothing is
 * unsaved.
 */
export default defineNuxtPlugin({
  name: 'chunk-error',
  setup(app) {
    const { reload } = useReload()
    app.hook('app:chunkError', () => reload(true))
  },
})
