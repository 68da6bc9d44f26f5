import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { ERROR_ANSWERS, AppError, hasCode } from '../../errors/app-error.ts'
import type { LimitName } from '../../limits/limit-table.ts'
import type { Held, LimitOwner } from '../../limits/limits.ts'
import { useConfig } from '../../services/config.ts'
import { useServices } from '../../services/services.ts'
import { isRefusal } from '../../upstream/upstream-error.ts'
import { clientNetworkOf } from '../client-network.ts'
import { headerOf } from '../header-of.ts'
import { inTime } from '../in-time.ts'
import type { Asked } from '../in-time.ts'

/**
 * Counts a request.
 *
 * @throws {AppError} too_many_requests
 */
export async function spendLimits(
  event: H3Event, limits: readonly LimitName[], member: SessionMember | undefined,
): Promise<void> {
  for (const name of limits) await useServices().limits.spend(name, ownerOf(event, member))
}

/**
 * Counts work that fails by the client's fault. It has a place in the limit before it runs, and waits for one as long
 * as others that run have them all (attempts.ts). Then its time limit begins; the outcome counts also when it is late.
 *
 * @param asked the system that is late when the time limit is reached
 * @throws {AppError} too_many_requests
 * @throws what `work` and `inTime` throw
 */
export async function countFailures<T>(
  event: H3Event, name: LimitName, asked: Asked | undefined, work: () => Promise<T>,
): Promise<T> {
  return useServices().startAttempt(name, ownerOf(event, undefined), place => inTime(settle(place, work), asked))
}

async function settle<T>(place: Held, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    await place.undo()
    return result
  }
  catch (error) {
    await (isClientsFault(error) ? place.keep() : place.undo())
    throw error
  }
}

function ownerOf(event: H3Event, member: SessionMember | undefined): LimitOwner {
  return member ? { member: member.userId } : { client: clientOf(event) }
}

/** Behind proxies that are not known (NUXT_TRUSTED_PROXIES), all clients seem to be the proxy. */
function clientOf(event: H3Event): string | undefined {
  const forwardedFor = headerOf(event, 'x-forwarded-for')
  if (forwardedFor !== undefined && useConfig().trustedProxies.length === 0) return undefined
  return clientNetworkOf(event)
}

function isClientsFault(error: unknown): boolean {
  if (isRefusal(error, 'bad_code')) return true
  return error instanceof AppError && !hasCode(error, 'too_many_requests') && ERROR_ANSWERS[error.code].status < 500
}
