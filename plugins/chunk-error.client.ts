import { useReload } from '~/composables/useReload'

/** A part of the page that does not come means a new release, or no network: the page is loaded again once that can help. */
export default defineNuxtPlugin({
  name: 'chunk-error',
  setup(app) {
    const { reload } = useReload()
    app.hook('app:chunkError', () => reload(true))
  },
})
