import type { DepartmentMember } from '../../wecom/api/department-members.ts'

const MOST_NAMED = 10

/**
 * Names members for an admin, who knows people better than accounts.
 *
 * @param userIds any number; the first ten are named
 * @param members those whose names WeCom has told
 * @param noteOf what else is said about a member
 */
export function namesOf(
  userIds: readonly string[], members: readonly DepartmentMember[], noteOf: (userId: string) => string = () => '',
): string {
  const names = new Map(members.map(({ userId, name }) => [userId.toLowerCase(), name]))
  const nameOf = (userId: string) => {
    const name = names.get(userId.toLowerCase())
    return name && name !== userId ? `${name} (${userId})` : userId
  }
  const rest = userIds.length - MOST_NAMED
  const named = userIds.slice(0, MOST_NAMED).map(userId => `${nameOf(userId)}${noteOf(userId)}`)
  return [...named, ...rest > 0 ? [`+${rest}`] : []].join(', ')
}
