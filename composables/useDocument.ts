/** What the document itself says and wears; the error page takes the app's place, and with it all that it had said. */
export function useDocument(): void {
  const { t, locale } = useI18n()
  const preferences = usePreferencesState()
  const userAgent = useUserAgent()

  useHead({
    title: () => t.value.appName,
    // Stops the browser from asking for /favicon.ico: a web view shows none.
    link: [{ rel: 'icon', href: 'data:,' }],
    htmlAttrs: { 'lang': locale, 'data-theme': () => preferredTheme(preferences.value.theme, userAgent.value) },
  })
}
