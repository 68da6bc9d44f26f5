import type { Colleague } from '#shared/types/customer.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import type { CustomerSource } from './customer-source.ts'
import type { MemberNames } from './member-names.ts'

/** Most colleagues by name: each may cost one call of WeCom. */
const MOST_NAMED = 2

export interface ColleaguesOptions {
  source: Pick<CustomerSource, 'recent'>
  nameOf: MemberNames['of']
}

/**
 * @returns finds the colleagues of a member who follow a customer: those who added the customer last. The caller has
 * checked that the member may see the customer, or records the question. A colleague whose name WeCom does not tell is
 * left out.
 */
export function createColleagues({ source, nameOf }: ColleaguesOptions) {
  return async (userId: string, externalUserId: string): Promise<Colleague[]> => {
    const { followUsers } = await source.recent(externalUserId)
    const latest = followUsers
      .filter(other => !isSameMember(other.userId, userId))
      .sort((a, b) => b.createTime - a.createTime)
      .slice(0, MOST_NAMED)
    const names = await Promise.all(latest.map(other => nameOf(other.userId)))
    return latest.flatMap((other, index) => names[index] ? { userId: other.userId, name: names[index] } : [])
  }
}
