import { customersOf, findCustomer, findMember, isVisible, mayUseCustomerContact, visibleFollows } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { externalContact, followUser } from './customer-wire.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/** doc 92114: followers come 500 at a time. */
const FOLLOWERS_PER_PAGE = 500

export const getExternalContact: Endpoint = {
  path: '/cgi-bin/externalcontact/get',
  doc: 92114,
  access: 'customerContact',
  emptyFields: { follow_user: [] },
  answer({ world, query }) {
    const id = query.get('external_userid')
    if (!id) throw new Refusal(41035, 'no external_userid in the query')
    const customer = findCustomer(world, id)
    if (!customer) throw new Refusal(40096, 'no external contact of this company has this id')
    if (customer.follows.length === 0) throw new Refusal(84061, 'nobody in the company follows this person any more')
    const follows = visibleFollows(world, customer)
    if (follows.length === 0) throw new Refusal(40096, 'no follower is in the app\'s 可见范围')
    const start = decodeCursor(query.get('cursor'), follows.length)
    const end = start + FOLLOWERS_PER_PAGE
    return {
      external_contact: externalContact(world, customer),
      follow_user: follows.slice(start, end).map(follow => followUser(world, customer, follow)),
      ...(end < follows.length ? { next_cursor: encodeCursor(end) } : {}),
    }
  },
}

export const listExternalContacts: Endpoint = {
  path: '/cgi-bin/externalcontact/list',
  doc: 92113,
  access: 'customerContact',
  emptyFields: { external_userid: [] },
  answer({ world, query }) {
    const userId = query.get('userid')
    if (!userId) throw new Refusal(41009, 'no userid in the query')
    const customers = customersOf(world, checkServiceMember(world, userId))
    // Whether the real server answers an empty list here is not known; the refusal is the harder case to handle.
    if (customers.length === 0) throw new Refusal(84061, 'the member has no customers')
    return { external_userid: customers.map(({ customer }) => customer.externalUserId) }
  },
}

export const getFollowUserList: Endpoint = {
  path: '/cgi-bin/externalcontact/get_follow_user_list',
  doc: 92571,
  access: 'customerContact',
  emptyFields: { follow_user: [] },
  answer({ world }) {
    const ids = world.scenario.members.map(({ userId }) => userId)
    return { follow_user: ids.filter(id => isVisible(world, id) && mayUseCustomerContact(world, id)) }
  },
}

/**
 * @returns the member's userid in its own spelling
 * @throws Refusal 60111, 60011, 84074
 */
export function checkServiceMember(world: World, userId: string): string {
  const member = findMember(world, userId)
  if (!member) throw new Refusal(60111, 'no such member')
  if (!isVisible(world, member.userId)) throw new Refusal(60011, 'the member is outside the app\'s 可见范围')
  if (!mayUseCustomerContact(world, member.userId)) throw new Refusal(84074, 'the member is not in 客户联系\'s 使用范围')
  return member.userId
}
