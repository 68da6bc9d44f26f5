import { randomBytes } from 'node:crypto'
import type { CallbackSender } from '../callback/sender.ts'
import type { Customer, Follow } from '../scenarios/scenario.ts'
import { findMember } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { ActionError, type ActionOf, type Performers } from './action.ts'

type ContactActions = Pick<Performers,
  'addContact' | 'editContact' | 'deleteContact' | 'deletedByContact' | 'transferFails'>

/** Actions between a member and one customer. */
export function contactActions(world: World, callbacks: CallbackSender): ContactActions {
  const event = 'change_external_contact'
  return {
    addContact(action) {
      const userId = memberOf(world, action.userId)
      const customer = addedCustomer(world, action)
      const before = customer.follows.find(follow => follow.userId === userId)
      if (before && !before.half) throw new ActionError('This member has the contact already')
      const others = customer.follows.filter(follow => follow !== before)
      customer.follows = [...others, newFollow(world, action, userId, customer)]
      addChat(world, userId, customer)
      callbacks.emit({
        event,
        changeType: action.half ? 'add_half_external_contact' : 'add_external_contact',
        userId,
        externalUserId: customer.externalUserId,
        ...(action.state === undefined ? {} : { state: action.state }),
        // Only WeChat users can be welcomed, and only once (doc 92130).
        ...(customer.type === 1 && !before ? { welcomeCode: randomBytes(24).toString('base64url') } : {}),
      })
    },
    editContact(action) {
      const { follow, ids } = relation(world, action)
      const { remark, description, mobiles, addTags = [], removeTags = [] } = action
      if (remark !== undefined) follow.remark = remark
      if (description !== undefined) follow.description = description
      if (mobiles !== undefined) follow.remarkMobiles = mobiles
      const changed = [...removeTags, ...addTags]
      const kept = follow.tags?.filter(tag => !('tagId' in tag) || !changed.includes(tag.tagId)) ?? []
      follow.tags = [...kept, ...addTags.map(tagId => ({ tagId }))]
      // A change of only the description raises no event (doc 92130).
      const raisesEvent = remark !== undefined || mobiles !== undefined || addTags.length + removeTags.length > 0
      if (raisesEvent) callbacks.emit({ event, changeType: 'edit_external_contact', ...ids })
    },
    deleteContact(action) {
      const { customer, follow, ids } = relation(world, action)
      customer.follows = customer.follows.filter(one => one !== follow)
      const source = action.transferred ? { source: 'DELETE_BY_TRANSFER' as const } : {}
      callbacks.emit({ event, changeType: 'del_external_contact', ...ids, ...source })
    },
    // The relation of the member stays, also for the API (doc 90313, 84061).
    deletedByContact(action) {
      const { follow, ids } = relation(world, action)
      follow.deletedByCustomer = true
      callbacks.emit({ event, changeType: 'del_follow_user', ...ids })
    },
    transferFails(action) {
      const { ids } = relation(world, action)
      callbacks.emit({ event, changeType: 'transfer_fail', ...ids, failReason: action.reason })
    },
  }
}

/** The member's userid as the company spells it. @throws ActionError */
export function memberOf(world: World, userId: string): string {
  const member = findMember(world, userId)
  if (!member) throw new ActionError(`No member "${userId}"`)
  return member.userId
}

function relation(world: World, action: { userId: string, externalUserId: string }) {
  const userId = memberOf(world, action.userId)
  const customer = world.customers.find(action.externalUserId)?.follows.some(follow => follow.userId === userId)
    ? world.customers.edit(action.externalUserId)
    : undefined
  const follow = customer?.follows.find(one => one.userId === userId)
  if (!customer || !follow) throw new ActionError(`"${userId}" has no contact "${action.externalUserId}"`)
  return { customer, follow, ids: { userId, externalUserId: customer.externalUserId } }
}

function addedCustomer(world: World, { externalUserId, name }: ActionOf<'addContact'>): Customer {
  if (externalUserId !== undefined) {
    const known = world.customers.edit(externalUserId)
    if (!known) throw new ActionError(`No person "${externalUserId}"; leave it out to make a new one`)
    return known
  }
  const customer: Customer = {
    externalUserId: `wm${randomBytes(15).toString('hex')}`,
    name: name ?? '新客户',
    type: 1,
    gender: 0,
    unionId: `o${randomBytes(21).toString('base64url').slice(0, 27)}`,
    follows: [],
  }
  world.scenario.customers.push(customer)
  return customer
}

function newFollow(
  world: World,
  { state, addWay = 1, half }: ActionOf<'addContact'>,
  userId: string,
  { externalUserId }: Customer,
): Follow {
  return {
    userId,
    createTime: Math.floor(world.now() / 1000),
    addWay,
    operUserId: externalUserId,
    ...(state === undefined ? {} : { state }),
    ...(half ? { half: true } : {}),
  }
}

function addChat(world: World, userId: string, { externalUserId, name }: Customer): void {
  const known = world.scenario.chats.find(chat => chat.externalUserId === externalUserId)
  if (known) {
    if (!known.memberIds.includes(userId)) known.memberIds.push(userId)
    return
  }
  world.scenario.chats.push({
    id: externalUserId,
    kind: 'single',
    title: name,
    memberIds: [userId],
    externalUserId,
    messages: [],
  })
}
