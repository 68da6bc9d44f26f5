/** How somebody came into a group (doc 92122). */
export type JoinScene = 'invited' | 'link' | 'qr_code' | 'unknown'

/** Somebody in a customer group. */
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
  /** Of WeChat users; also of those who are nobody's customer. */
  unionId?: string
}

/**
 * A customer group (GET /api/groups/:chatId). `kind: customer` means a customer of the signed-in member, whose profile
 * may be opened.
 */
export interface CustomerGroup {
  chatId: string
  /** Empty when nobody has named the group. */
  name: string
  notice: string
  memberCount: number
  /** How many of them are external contacts. */
  externalCount: number
  /** ISO 8601, UTC. */
  createdAt: string
  members: GroupMember[]
}
