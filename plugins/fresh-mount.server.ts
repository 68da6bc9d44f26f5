import { firstStateOf } from '~/browser/bridge/locator'
import { useUserAgent } from '~/composables/useUserAgent'

/**
 * Inside WeCom the server can only draw a skeleton. The browser often knows the customer when the app is mounted, and
 * would hydrate a skeleton only to replace it: it draws what it knows at once instead.
 */
export default defineNuxtPlugin({
  name: 'fresh-mount',
  setup({ payload }) {
    const isWaiting = useRequestURL().pathname === '/' && firstStateOf(useUserAgent().value).status === 'starting'
    if (isWaiting) payload.serverRendered = false
  },
})
