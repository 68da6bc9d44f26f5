import { isSameMember } from '#shared/utils/user-id.ts'
import type { ExternalContact, FollowUser } from '../wecom/api/external-contact.ts'

/** `follower`: only members who added the customer; `corp`: every member (NUXT_ACCESS_POLICY). */
export type AccessPolicy = 'follower' | 'corp'

/** A customer and all its followers. */
export interface FollowedCustomer {
  contact: ExternalContact
  followUsers: FollowUser[]
}

/**
 * Decides whether a member may see a customer. Only WeCom's list of followers counts, never what the browser says.
 *
 * @returns undefined when access is denied; `own` is the member's relation, absent only under policy `corp`
 */
export function grantAccess(
  { followUsers }: FollowedCustomer,
  userId: string,
  policy: AccessPolicy,
): { own: FollowUser | undefined } | undefined {
  const own = followUsers.find(followUser => isSameMember(followUser.userId, userId))
  return own || policy === 'corp' ? { own } : undefined
}
