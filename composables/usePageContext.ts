import type { PageContext } from '#shared/types/page.ts'

/**
 * What the server knew when it rendered the page; the browser reads it from the HTML.
 *
 * @returns undefined on pages rendered without it, such as the error page
 */
export function usePageContext(): Readonly<Ref<PageContext | undefined>> {
  return useNuxtApp().$page
}
