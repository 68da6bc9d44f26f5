/** How a person joined a group (doc 92122). */
export type JoinScene = 'invited' | 'link' | 'qr_code' | 'unknown'

/** A person in a customer group. */
export interface GroupMember {
  /** Unique within the group; an external userid when `kind` is not `colleague`. */
  id: string
  kind: 'colleague' | 'customer' | 'stranger'
  name: string
  /** The nickname used in this group, when there is one. */
  groupNickname?: string
  isOwner: boolean
  isAdmin: boolean
  /** ISO 8601, UTC. */
  joinedAt: string
  joinScene: JoinScene
  /** Of WeChat users, including those who are no customer of any member. For admins only. */
  unionId?: string
}

/**
 * A customer group (GET /api/groups/:chatId). A member of `kind: customer` is a customer of the signed-in member, who
 * may open the profile.
 */
export interface CustomerGroup {
  chatId: string
  /** Empty when the group has no name. */
  name: string
  notice: string
  memberCount: number
  /** How many of the members are external contacts. */
  externalCount: number
  /** ISO 8601, UTC. */
  createdAt: string
  members: GroupMember[]
}
