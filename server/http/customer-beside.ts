import { setTimeout as sleep } from 'node:timers/promises'
import type { H3Event } from 'h3'
import type { CustomerBeside } from '#shared/types/customer.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { useServices } from '../services/services.ts'
import { readTimeline } from './read-timeline.ts'

/** The profile does not wait longer, in milliseconds: names may have to be asked of WeCom. */
const PATIENCE_MS = 50

/**
 * Answers the next questions of a page together with its first one. A part that fails, or takes longer than the page
 * can wait, is left out: the page asks for it by itself, and tells the failure.
 *
 * @param member may see the customer
 */
export async function besideCustomer(
  event: H3Event, member: SessionMember, externalUserId: string,
): Promise<CustomerBeside> {
  const { colleaguesOf } = useServices()
  const [colleagues, timeline] = await Promise.all([
    inPatience(colleaguesOf(member.userId, externalUserId)),
    inPatience(readTimeline(event, member, externalUserId)),
  ])
  return { colleagues, timeline }
}

function inPatience<T>(part: Promise<T>): Promise<T | undefined> {
  return Promise.race([part.catch(() => undefined), sleep(PATIENCE_MS, undefined, { ref: false })])
}
