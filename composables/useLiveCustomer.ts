import { customerPath } from '~/browser/api/api'
import type { ApiError } from '~/browser/api/api-error'
import { createRequest } from '~/browser/api/request'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { usePageContext } from './usePageContext'

/** How often an open page asks whether its customer has changed, in milliseconds. */
const PERIOD = 20_000

/**
 * Learns of changes of the customer on the screen, without the member. A failure says nothing: the next time is soon.
 * A session that has ended leads nowhere, because the member may be away.
 *
 * @param shown what is on the screen
 * @param refresh loads the customer again, while it stays visible
 */
export function useLiveCustomer(shown: () => ResourceState<unknown>, refresh: (id: string) => void): void {
  const page = usePageContext()
  const request = createRequest(() => page.value?.member)

  async function look(): Promise<void> {
    const state = shown()
    if (document.hidden || state.status !== 'ready') return
    const { id, loadedAt } = state
    // The clock may have been set back.
    const within = String(Math.ceil(Math.max(PERIOD, Date.now() - loadedAt) / 1_000))
    const hasChanged = await request<{ changed: boolean }>(customerPath(id, '/changes'), { query: { within } }).then(
      ({ changed }) => changed,
      ({ failure }: ApiError) => failure.code === 'customer_not_found',
    )
    if (hasChanged) refresh(id)
  }

  const timer = setInterval(() => void look(), PERIOD)
  onScopeDispose(() => clearInterval(timer))
}
