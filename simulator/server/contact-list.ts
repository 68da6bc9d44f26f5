import { createHash } from 'node:crypto'
import { findMember, isOwnMember, isVisible, mayUseCustomerContact } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Endpoint } from './endpoint.ts'
import { limitOf } from './parameters.ts'

const MOST = 1_000
const TMP_OPENID_MS = 4 * 3_600_000

/** doc 99434: all people that the company serves: its customers and the people in its customer groups. */
export const contactList: Endpoint = {
  path: '/cgi-bin/externalcontact/contact_list',
  doc: 99434,
  access: 'customerContact',
  numbers: ['limit'],
  emptyFields: { info_list: [] },
  answer({ world, body }) {
    const guests = groupGuests(world)
    const members = world.scenario.members
      .filter(isOwnMember)
      .filter(({ userId }) => isVisible(world, userId) && mayUseCustomerContact(world, userId))
    const lengths = members.map(({ userId }) => world.customers.lengthOf(userId))
    const total = lengths.reduce((sum, length) => sum + length, guests.length)
    const start = decodeCursor(body.cursor, Math.max(1, total))
    const end = Math.min(total, start + limitOf(body.limit, MOST, MOST))

    const list = guests.slice(start, end)
    let offset = guests.length
    members.forEach(({ userId }, index) => {
      const length = lengths[index] ?? 0
      const [from, to] = [Math.max(0, start - offset), Math.min(length, end - offset)]
      if (from < to) list.push(...customersOf(world, userId, from, to))
      offset += length
    })
    return { info_list: list, ...(end < total ? { next_cursor: encodeCursor(end) } : {}) }
  },
}

function customersOf(world: World, userId: string, from: number, to: number): Record<string, unknown>[] {
  return world.customers.slice(userId, from, to).map(({ customer, follow }) => ({
    is_customer: true,
    tmp_openid: temporaryOpenId(world, customer.externalUserId),
    external_userid: customer.externalUserId,
    follow_userid: findMember(world, userId)?.userId,
    add_time: follow.createTime,
  }))
}

function groupGuests(world: World): Record<string, unknown>[] {
  const groups = world.scenario.groups.filter(({ ownerUserId }) => isVisible(world, ownerUserId))
  return groups.flatMap(group => group.members
    .filter(({ kind, id }) => kind === 'external' && !world.customers.find(id))
    .map(({ id, joinTime }) => ({
      is_customer: false,
      tmp_openid: temporaryOpenId(world, id),
      chat_id: group.chatId,
      chat_name: group.name,
      add_time: joinTime,
    })))
}

/** The id of one person changes every four hours. */
function temporaryOpenId(world: World, personId: string): string {
  const period = Math.floor(world.now() / TMP_OPENID_MS)
  return createHash('sha256').update(`tmp ${personId} ${period}`).digest('base64url').slice(0, 32)
}
