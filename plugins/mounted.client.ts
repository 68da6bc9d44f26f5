import { MOUNTED_EVENT } from '#shared/utils/mounted-event.ts'

/** Tells the scripts that wait for the app (server/notices/unloaded.ts, browser/early) that it is mounted. */
export default defineNuxtPlugin({
  name: 'mounted',
  hooks: {
    'app:mounted': () => void dispatchEvent(new Event(MOUNTED_EVENT)),
  },
})
