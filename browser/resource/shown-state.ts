import type { CustomerProfile } from '#shared/types/customer.ts'
import type { CustomerGroup } from '#shared/types/group.ts'
import { failureOf, type Failure } from '../failure'
import type { ResourceState } from './keyed-resource'

/** A customer or a group, as far as it is on screen. */
type ShownState = ResourceState<CustomerProfile | CustomerGroup>

/** When the server itself could not bring the data up to date: the moment WeCom gave it, ISO 8601. */
function asOf(data: CustomerProfile | CustomerGroup): string | undefined {
  return 'asOf' in data ? data.asOf : undefined
}

/** @returns what is wrong with it; data that the server could not bring up to date is asked for again like a failure */
export function failureIn(shown: ShownState): Failure | undefined {
  if (shown.status === 'failed') return shown.failure
  if (shown.status === 'ready') return shown.failure ?? (asOf(shown.data) ? failureOf('wecom_busy') : undefined)
}

/** @returns how old it is, if it could not be brought up to date since; milliseconds since 1970 */
export function staleSince(shown: ShownState, isOnline: boolean): number | undefined {
  if (shown.status !== 'ready' || (!shown.failure && isOnline)) return undefined
  const given = asOf(shown.data)
  return given ? Date.parse(given) : shown.loadedAt
}
