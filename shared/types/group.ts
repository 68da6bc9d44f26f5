/** A customer group (GET /api/groups/:chatId). */
export interface CustomerGroup {
  chatId: string
  /** Empty when nobody has named the group. */
  name: string
  memberCount: number
  /** How many of them are external contacts. */
  externalCount: number
  /** ISO 8601, UTC. */
  createdAt: string
}
