import type { CustomerGroup } from '../scenarios/scenario.ts'
import { isOwnMember, isVisible } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Endpoint } from './endpoint.ts'
import { limitOf, textList } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { checkServiceMember } from './service-member.ts'

const MOST_GROUPS = 1_000
const MOST_OWNERS = 100
/** More members in the app's 可见范围 need an owner_filter. */
const MOST_VISIBLE = 1_000
/** 0 all, 1 owner has left, 2 handover goes on, 3 handed over. Here every group has an owner who is there. */
const STATUSES: unknown[] = [0, 1, 2, 3]

/** doc 92120: the customer groups of owners, in pages. */
export const listGroupChats: Endpoint = {
  path: '/cgi-bin/externalcontact/groupchat/list',
  doc: 92120,
  access: 'customerContact',
  numbers: ['limit'],
  emptyFields: { group_chat_list: [] },
  answer({ world, body }) {
    const { status_filter: status = 0, limit, cursor } = body
    if (!STATUSES.includes(status)) throw new Refusal(40058, 'status_filter is not a number from 0 to 3')
    if (limit === undefined || limit === 0) throw new Refusal(40058, 'no limit in the body')
    const size = limitOf(limit, MOST_GROUPS, MOST_GROUPS)
    const groups = status === 0 ? groupsOf(world, body.owner_filter) : []
    const start = decodeCursor(cursor, Math.max(1, groups.length))
    const end = start + size
    return {
      group_chat_list: groups.slice(start, end).map(({ chatId }) => ({ chat_id: chatId, status: 0 })),
      ...(end < groups.length ? { next_cursor: encodeCursor(end) } : {}),
    }
  },
}

function groupsOf(world: World, filter: unknown): CustomerGroup[] {
  const { userid_list: list } = (filter ?? {}) as { userid_list?: unknown }
  const owners = textList(list, 'owner_filter.userid_list', MOST_OWNERS).map(id => checkServiceMember(world, id))
  if (owners.length > 0) return world.scenario.groups.filter(({ ownerUserId }) => owners.includes(ownerUserId))
  const visible = world.scenario.members.filter(member => isOwnMember(member) && isVisible(world, member.userId))
  if (visible.length > MOST_VISIBLE) {
    throw new Refusal(81017, `no owner_filter, and the app sees more than ${MOST_VISIBLE} members`)
  }
  return world.scenario.groups.filter(({ ownerUserId }) => isVisible(world, ownerUserId))
}
