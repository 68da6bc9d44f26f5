import type { Member } from '../../scenarios/scenario.ts'
import { findMember, isOwnMember, isVisible } from '../../world/people.ts'
import type { World } from '../../world/world.ts'
import { Refusal } from '../refusal.ts'

const MOST_MEMBERS = 1_000
const MOST_OTHERS = 100
const LEFT = 5

/** The receivers of a message, and the names that are no receivers. */
export interface Receivers {
  userIds: string[]
  invalid: { invaliduser?: string, invalidparty?: string, invalidtag?: string }
}

/**
 * Reads `touser`, `toparty` and `totag` (doc 90236). Names that are wrong, or outside the app's 可见范围, do not stop the
 * others. There are no tags of members here.
 *
 * @throws Refusal 40032 too many; 81013 not one receiver
 */
export function readReceivers(world: World, body: Record<string, unknown>): Receivers {
  const isReachable = (member: Member) =>
    isOwnMember(member) && member.status !== LEFT && isVisible(world, member.userId)
  const all = world.scenario.members.filter(isReachable)
  if (body.touser === '@all') return { userIds: all.map(({ userId }) => userId), invalid: {} }

  const named = namesIn(body.touser, MOST_MEMBERS).map((name) => {
    const member = findMember(world, name)
    return { name, found: member && isReachable(member) ? [member] : [] }
  })
  const parties = namesIn(body.toparty, MOST_OTHERS).map(name =>
    ({ name, found: all.filter(({ departmentIds }) => departmentIds.some(id => String(id) === name)) }))
  const tags = namesIn(body.totag, MOST_OTHERS)
  const userIds = new Set([...named, ...parties].flatMap(({ found }) => found.map(({ userId }) => userId)))
  if (userIds.size === 0) throw new Refusal(81013, 'no receiver exists in the app\'s 可见范围')
  const unknown = (list: typeof named) => list.filter(({ found }) => found.length === 0).map(({ name }) => name)
  return {
    userIds: [...userIds],
    invalid: {
      // doc 90236: in lower case.
      ...joined('invaliduser', unknown(named).map(name => name.toLowerCase())),
      ...joined('invalidparty', unknown(parties)),
      ...joined('invalidtag', tags),
    },
  }
}

function namesIn(value: unknown, most: number): string[] {
  if (value === undefined) return []
  const names = String(value).split('|').map(name => name.trim()).filter(Boolean)
  if (names.length > most) throw new Refusal(40032, `more than ${most} receivers in one field`)
  return names
}

function joined(field: string, names: string[]): Record<string, string> {
  return names.length === 0 ? {} : { [field]: names.join('|') }
}
