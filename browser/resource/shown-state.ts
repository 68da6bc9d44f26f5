import type { CustomerProfile } from '#shared/types/customer.ts'
import type { CustomerGroup } from '#shared/types/group.ts'
import { failureOf, type Failure } from '../failure'
import type { ResourceState } from './keyed-resource'

/** The customer or the group on the screen. */
type ShownState = ResourceState<CustomerProfile | CustomerGroup>

/** When WeCom gave the data, ISO 8601. Present only if the server answered from its memory. */
function asOf(data: CustomerProfile | CustomerGroup): string | undefined {
  return 'asOf' in data ? data.asOf : undefined
}

/** @returns the failure; data from the server's memory counts as `wecom_busy`, so that the page asks again */
export function failureIn(shown: ShownState): Failure | undefined {
  if (shown.status === 'failed') return shown.failure
  if (shown.status === 'ready') return shown.failure ?? (asOf(shown.data) ? failureOf('wecom_busy') : undefined)
}

/** @returns when the data was loaded, if it could not be updated since; milliseconds since 1970 */
export function staleSince(shown: ShownState, isOnline: boolean): number | undefined {
  if (shown.status !== 'ready' || (!shown.failure && isOnline)) return undefined
  const given = asOf(shown.data)
  return given ? Date.parse(given) : shown.loadedAt
}
