/** WeCom's sign-in needs this fragment (doc 91022), and browsers keep it through every redirect after that. */
const SIGN_IN_FRAGMENT = '#wechat_redirect'

/** Takes what the sign-in has left out of the address, before Nuxt has read it. */
export default defineNuxtPlugin({
  name: 'clean-url',
  // Earlier than Nuxt's own plugins, one of which keeps the address.
  order: -30,
  setup() {
    if (location.hash === SIGN_IN_FRAGMENT) history.replaceState(history.state, '', location.pathname + location.search)
  },
})
