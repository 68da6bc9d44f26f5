/** Tells the script that waits for the app (server/notices/unloaded.ts) that it has come. */
export default defineNuxtPlugin({
  name: 'mounted',
  hooks: {
    'app:mounted': () => void dispatchEvent(new Event('sidebar:mounted')),
  },
})
