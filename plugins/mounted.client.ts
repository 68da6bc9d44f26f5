/** Tells the script that waits for the app (server/notices/unloaded.ts) that the app is mounted. */
export default defineNuxtPlugin({
  name: 'mounted',
  hooks: {
    'app:mounted': () => void dispatchEvent(new Event('sidebar:mounted')),
  },
})
