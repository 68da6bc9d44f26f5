import { isUsableClient } from '#shared/utils/client-version.ts'
import { useUserAgent } from '~/composables/useUserAgent'

/** As Nuxt names the state "language". */
const LANGUAGE = '$slanguage'

/**
 * Inside WeCom the server can only draw a skeleton. The browser often knows the customer when the app is mounted, and
 * would hydrate a skeleton only to replace it: it draws what it knows at once instead.
 */
export default defineNuxtPlugin({
  name: 'fresh-mount',
  setup({ hook, payload }) {
    const isWaiting = useRequestURL().pathname === '/' && isUsableClient(useUserAgent())
    if (!isWaiting) return
    payload.serverRendered = false
    // It hydrates nothing, so it needs no state. The language decides which texts are loaded already.
    hook('app:rendered', () => {
      payload.state = { [LANGUAGE]: payload.state[LANGUAGE] }
      payload.pinia = undefined
    })
  },
})
