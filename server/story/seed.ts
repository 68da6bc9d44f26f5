import { isSameMember } from '#shared/utils/user-id.ts'
import type { Subject } from '../identity/subjects.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import type { NewEntry } from './entry.ts'

/** The followers who added a customer last; a customer can have thousands. */
const MOST_SEEDS = 100

/**
 * What WeCom's list of followers tells about the past: who added the customer, when and how.
 *
 * @param since milliseconds since 1970; what is older is not kept any more
 */
export function seedsOf(subject: Subject, followUsers: readonly FollowUser[], since: number): NewEntry[] {
  return followUsers
    .filter(({ createTime }) => createTime > 0 && createTime * 1_000 >= since)
    .sort((a, b) => b.createTime - a.createTime)
    .slice(0, MOST_SEEDS)
    .map(follower => ({
      subject,
      at: follower.createTime * 1_000,
      kind: 'relation',
      action: 'added',
      source: 'wecom',
      eventId: `added ${subject.id} ${follower.userId} ${follower.createTime}`,
      who: follower.userId,
      details: { addedBy: addedBy(follower, subject.id), addWay: follower.addWay },
    }))
}

/** `oper_userid` is the member or customer who added the other, or who shared or assigned the customer (doc 92114). */
function addedBy({ operUserId, userId }: FollowUser, externalUserId: string) {
  if (operUserId === externalUserId) return 'customer'
  return operUserId && !isSameMember(operUserId, userId) ? 'colleague' : 'member'
}
