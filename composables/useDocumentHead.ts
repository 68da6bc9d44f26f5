import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'

/** What a page says about itself. */
export interface DocumentHead {
  title: () => string
  language: () => Language
  /** undefined: the media query decides. */
  theme: () => Theme | undefined
}

/** Writes the head on the server, and follows its changes in the browser, which has no unhead. */
export function useDocumentHead({ title, language, theme }: DocumentHead): void {
  if (import.meta.server) {
    return void useHead({
      title,
      // Stops the browser from asking for /favicon.ico: a web view shows none.
      link: [{ rel: 'icon', href: 'data:,' }],
      htmlAttrs: { 'lang': language, 'data-theme': theme },
    })
  }
  watchEffect(() => {
    const { dataset } = Object.assign(document.documentElement, { lang: language() })
    document.title = title()
    const chosen = theme()
    if (chosen) dataset.theme = chosen
    else delete dataset.theme
  })
}
