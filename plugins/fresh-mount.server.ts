/** As Nuxt names the state "language": it decides which texts the browser loads before it draws. */
const LANGUAGE = '$slanguage'

/**
 * The server's drawing is for the first paint only. Inside WeCom it is a skeleton, and the browser often knows the
 * customer when the app is mounted: it draws what it knows at once, instead of hydrating a skeleton to replace it. So
 * the page carries no state, and no member's data outside its context.
 */
export default defineNuxtPlugin({
  name: 'fresh-mount',
  setup({ hook, payload }) {
    payload.serverRendered = false
    hook('app:rendered', () => {
      payload.state = { [LANGUAGE]: payload.state[LANGUAGE] }
      payload.pinia = undefined
    })
  },
})
