import { LRUCache } from 'lru-cache'
import { hasCode } from '../errors/app-error.ts'
import type { Limits } from './limits.ts'

/** A customer that is opened again within this time costs nothing, milliseconds. */
const REMEMBERED_MS = 5 * 60_000
const MAX_REMEMBERED = 50_000

/**
 * Counts the different customers that a member opens. Ids that are not customers of the member are counted apart, with
 * a lower limit: each costs a call of WeCom, and ordinary work does not need them.
 *
 * @param now milliseconds, monotonic
 */
export function createCustomerLimits({ spend }: Limits, now: () => number) {
  const known = new LRUCache<string, true>({
    max: MAX_REMEMBERED, ttl: REMEMBERED_MS, perf: { now }, ttlResolution: 0,
  })

  /**
   * @param access resolves when the member may see the customer
   * @throws {AppError} too_many_requests, before `access` is called
   * @throws what `access` throws
   */
  return async function requireAccess(
    member: string, externalUserId: string, access: () => Promise<void>,
  ): Promise<void> {
    const relation = JSON.stringify([member, externalUserId])
    if (known.get(relation)) return access()
    const customer = await spend('customers', { member }, externalUserId)
    // Counted before WeCom is asked: otherwise a thousand requests at once would pass.
    const unknown = await spend('unknownCustomers', { member }, externalUserId).catch(async (error: unknown) => {
      await customer.undo()
      throw error
    })
    try {
      await access()
      known.set(relation, true)
      await unknown.undo()
    }
    catch (error) {
      await customer.undo()
      if (!hasCode(error, 'customer_not_found')) await unknown.undo()
      throw error
    }
  }
}
