import { customerPath } from '~/browser/api/api'
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

  async function report(id: string): Promise<void> {
    const { pageTimes } = await import('~/browser/page-times')
    const body = pageTimes(customerPath(id))
    if (body) await request('/api/clients/page-times', { method: 'POST', body })
  }

  watch(isPainted, () => {
    const id = externalUserId()
    if (page.value?.isMeasured && id) report(id).catch(() => {})
  }, { once: true })
}
