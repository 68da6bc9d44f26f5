import type { PageContext } from '#shared/types/page.ts'
import { readPageContext } from '~/browser/early/page-context'

/** Provides what the server knew when it rendered the page. Scripts before the app read it too, so it is no payload. */
export default defineNuxtPlugin({
  name: 'page-context',
  // Before the plugins that read it.
  order: -20,
  setup({ ssrContext }) {
    const page: Ref<PageContext | undefined> = shallowRef(
      import.meta.server ? ssrContext!.event.context.page as PageContext | undefined : readPageContext(),
    )
    return { provide: { page } }
  },
})
