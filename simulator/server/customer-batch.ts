import { decodeCursor, encodeCursor } from './cursor.ts'
import { externalContact, followInfo } from './customer-wire.ts'
import type { Endpoint } from './endpoint.ts'
import { limitOf } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { checkServiceMember } from './service-member.ts'

const MOST_MEMBERS = 100
const DEFAULT_LIMIT = 50
const HIGHEST_LIMIT = 100

/** doc 92994: customers of up to 100 members, in pages. */
export const batchGetByUser: Endpoint = {
  path: '/cgi-bin/externalcontact/batch/get_by_user',
  doc: 92994,
  access: 'customerContact',
  numbers: ['limit'],
  emptyFields: { external_contact_list: [], next_cursor: '' },
  answer({ world, body }) {
    const asked = userIdList(body.userid_list).map(userId => checkServiceMember(world, userId))
    const unlicensed = asked.filter(userId => world.settings.unlicensedUserIds.includes(userId))
    if (unlicensed.length === asked.length) throw new Refusal(701008, 'none of the members has a licence')
    const members = asked.filter(userId => !unlicensed.includes(userId))
    const lengths = members.map(userId => world.customers.lengthOf(userId))
    const total = lengths.reduce((sum, length) => sum + length, 0)
    const start = decodeCursor(body.cursor, Math.max(1, total))
    // A larger number is taken as the highest (doc 92994).
    const end = start + Math.min(HIGHEST_LIMIT, limitOf(body.limit, DEFAULT_LIMIT, Number.POSITIVE_INFINITY))
    let offset = 0
    const page = members.flatMap((userId, index) => {
      const found = world.customers.slice(userId, Math.max(0, start - offset), Math.max(0, end - offset))
      offset += lengths[index] ?? 0
      return found
    })
    return {
      external_contact_list: page.map(({ customer, follow }) => ({
        external_contact: externalContact(world, customer),
        follow_info: followInfo(customer, follow),
      })),
      next_cursor: end < total ? encodeCursor(end) : '',
      fail_info: { unlicensed_userid_list: unlicensed },
    }
  },
}

function userIdList(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) throw new Refusal(41009, 'no userid_list in the body')
  const userIds: unknown[] = value
  if (!userIds.every(id => typeof id === 'string')) throw new Refusal(40058, 'userid_list is not a list of strings')
  if (userIds.length > MOST_MEMBERS) throw new Refusal(40058, `more than ${MOST_MEMBERS} members at once`)
  return userIds
}
