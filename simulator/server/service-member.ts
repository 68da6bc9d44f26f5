import type { Customer, Follow } from '../scenarios/scenario.ts'
import { findMember, isOwnMember, isVisible, mayUseCustomerContact } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'

/**
 * @returns the member's userid as the company spells it
 * @throws Refusal 60111, 60011, 84074
 */
export function checkServiceMember(world: World, userId: string): string {
  const member = findMember(world, userId)
  if (!member || !isOwnMember(member)) throw new Refusal(60111, 'no such member')
  if (!isVisible(world, member.userId)) throw new Refusal(60011, 'the member is outside the app\'s 可见范围')
  if (!mayUseCustomerContact(world, member.userId)) throw new Refusal(84074, 'the member is not in 客户联系\'s 使用范围')
  return member.userId
}

/**
 * The relation that a write changes.
 *
 * @param body with `userid` and `external_userid`
 * @throws Refusal 41009, 41035, 60111, 60011, 84074, 40096, 84061
 */
export function editableFollow(world: World, body: Record<string, unknown>): { customer: Customer, follow: Follow } {
  const userId = checkServiceMember(world, textOf(body.userid, 41009, 'userid'))
  const id = textOf(body.external_userid, 41035, 'external_userid')
  const known = world.customers.find(id)
  if (!known) throw new Refusal(40096, 'no external contact of this company has this id')
  if (!known.follows.some(one => one.userId === userId && !one.half)) {
    throw new Refusal(84061, 'the contact is not this member\'s')
  }
  const customer = world.customers.edit(id) ?? known
  const follow = customer.follows.find(one => one.userId === userId)
  if (!follow) throw new Refusal(84061, 'the contact is not this member\'s')
  return { customer, follow }
}
