import { useApiRequest } from './useApi'
import { usePageContext } from './usePageContext'

/**
 * Reports how long the page took, if the server has chosen it. Nothing waits for it.
 *
 * @param isPainted whether what the member waits for is painted; begins with `false`
 * @param externalUserId the customer on the screen
 */
export function usePageTimes(isPainted: Readonly<Ref<boolean>>, externalUserId: () => string | undefined): void {
  const page = usePageContext()
  const request = useApiRequest()

  watch(isPainted, () => {
    const id = externalUserId()
    if (page.value?.isMeasured && id) import('~/browser/page-times').then(times => times.report(request, id), () => {})
  }, { once: true })
}
