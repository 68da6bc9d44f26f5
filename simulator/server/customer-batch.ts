import { customersOf } from '../world/people.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { externalContact, followInfo } from './customer-wire.ts'
import type { Endpoint } from './endpoint.ts'
import { checkServiceMember } from './external-contact.ts'
import { Refusal } from './refusal.ts'

const MOST_MEMBERS = 100
const DEFAULT_LIMIT = 50
const HIGHEST_LIMIT = 100

/** doc 92994: customers of up to 100 members, in pages. */
export const batchGetByUser: Endpoint = {
  path: '/cgi-bin/externalcontact/batch/get_by_user',
  doc: 92994,
  access: 'customerContact',
  emptyFields: { external_contact_list: [], next_cursor: '' },
  answer({ world, body }) {
    const members = userIdList(body.userid_list).map(userId => checkServiceMember(world, userId))
    const all = members.flatMap(userId => customersOf(world, userId))
    const cursor = body.cursor ?? ''
    if (typeof cursor !== 'string') throw new Refusal(50100, 'cursor is not a string')
    const start = decodeCursor(cursor, all.length)
    const end = start + limitOf(body.limit)
    return {
      external_contact_list: all.slice(start, end).map(({ customer, follow }) => ({
        external_contact: externalContact(world, customer),
        follow_info: followInfo(customer, follow),
      })),
      next_cursor: end < all.length ? encodeCursor(end) : '',
      fail_info: { unlicensed_userid_list: [] },
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

function limitOf(value: unknown): number {
  if (value === undefined || value === 0) return DEFAULT_LIMIT
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > HIGHEST_LIMIT) {
    throw new Refusal(40058, `limit is not a number from 1 to ${HIGHEST_LIMIT}`)
  }
  return value
}
