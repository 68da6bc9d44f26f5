import type { PageContext } from '#shared/types/page.ts'
import { readPageContext } from '~/browser/early/page-context'

/** Provides what the server knew when it rendered the page. It is not part of Nuxt's payload: scripts before the app need it. */
export default defineNuxtPlugin({
  name: 'page-context',
  // Before the plugins that read it.
  order: -20,
  setup({ ssrContext }) {
    const page = import.meta.server ? ssrContext!.event.context.page as PageContext | undefined : readPageContext()
    return { provide: { page: shallowRef(page) } }
  },
})
