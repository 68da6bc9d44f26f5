/** WeCom's sign-in needs this fragment (doc 91022), and browsers keep it through every redirect after that. */
const SIGN_IN_FRAGMENT = '#wechat_redirect'

/** Removes the sign-in's fragment from the address before Nuxt reads it. */
export default defineNuxtPlugin({
  name: 'clean-url',
  // Before Nuxt's own plugins, one of which stores the address.
  order: -30,
  setup() {
    if (location.hash === SIGN_IN_FRAGMENT) history.replaceState(history.state, '', location.pathname + location.search)
  },
})
