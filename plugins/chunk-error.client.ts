/** A part of the page that is gone from the server means a new release: loading the page again, at most once in ten seconds. */
export default defineNuxtPlugin({
  name: 'chunk-error',
  hooks: {
    'app:chunkError': () => {
      if (navigator.onLine) reloadNuxtApp()
    },
  },
})
