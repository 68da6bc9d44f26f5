import { findCustomer, isOwnMember, isVisible, mayUseCustomerContact, visibleFollows } from '../world/people.ts'
import { externalContact, followUser } from './customer-wire.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'
import { checkServiceMember } from './service-member.ts'

/** doc 92114: a page has 500 followers. */
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
    if (customer.follows.every(({ half }) => half)) {
      throw new Refusal(84061, 'no member of the company follows this person any more')
    }
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
    const member = checkServiceMember(world, userId)
    const customers = world.customers.slice(member, 0, Number.POSITIVE_INFINITY)
    // The real answer is not known. It may be an empty list; the refusal is the harder case for an app.
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
    const ids = world.scenario.members.filter(isOwnMember).map(({ userId }) => userId)
    return { follow_user: ids.filter(id => isVisible(world, id) && mayUseCustomerContact(world, id)) }
  },
}
