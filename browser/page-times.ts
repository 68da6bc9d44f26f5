import { LONGEST_PAGE_MS, PAGE_MOMENTS, type PageTimes } from '#shared/page-speed.ts'
import { customerPath, type ApiRequest } from './api/api'
import { PAINTED_MARK } from './painted-mark'

/**
 * Tells the server how long the page took, if the member watched it all the time. Never rejects.
 *
 * @param request sends one request
 * @param externalUserId the customer on the screen
 */
export async function report(request: ApiRequest, externalUserId: string): Promise<void> {
  const body = pageTimes(customerPath(externalUserId))
  if (body) await request('/api/clients/page-times', { method: 'POST', body }).catch(() => {})
}

/**
 * Reads the browser's own record of this page.
 *
 * @param profilePath path of the request for the customer on the screen
 * @returns undefined when a moment is missing, or when the page was not watched the whole time
 */
function pageTimes(profilePath: string): PageTimes | undefined {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const markAt = (name: string) => performance.getEntriesByName(name, 'mark')[0]?.startTime
  const found = {
    answered: page?.responseStart,
    asked: markAt('wecom:config'),
    located: markAt('wecom:customer'),
    fetched: files.find(({ name }) => new URL(name).pathname === profilePath)?.responseEnd,
    painted: markAt(PAINTED_MARK),
  }
  const times = PAGE_MOMENTS.map(moment => [moment, Math.round(found[moment] ?? NaN)] as const)
  // A page in the background is not painted until the member looks at it.
  const isWhole = times.every(([, ms]) => ms >= 0 && ms <= LONGEST_PAGE_MS) && document.visibilityState === 'visible'
  return isWhole ? Object.fromEntries(times) as PageTimes : undefined
}
