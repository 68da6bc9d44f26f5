/** The userid of a member as a key: WeCom ignores the case of userids (doc 90195), and people type it as they like. */
export function foldUserId(userId: string): string {
  return userId.toLowerCase()
}

/** Whether two userids name the same member. */
export function isSameMember(one: string, other: string): boolean {
  return foldUserId(one) === foldUserId(other)
}
