import type { GroupWay } from '#shared/types/timeline.ts'
import { firstOfEach, readLeaves } from './flat-xml.ts'

/** What happened to a relation between a member and a customer. */
export type CustomerChange
  = 'added' | 'edited' | 'deleted_by_member' | 'deleted_by_customer' | 'transferred' | 'transfer_failed'

/** What happened to people in a customer group. */
export type GroupChange = 'joined_group' | 'left_group'

/** A member has pressed a button of a card that this app has sent (doc 90240). */
export interface CardPress {
  userId: string
  taskId: string
  /** Of the button. */
  key: string
  /** For one update of the card. */
  responseCode: string
  /** Seconds since 1970. */
  at: number
}

/** An event, as far as this app uses it (doc 92130, 90240). */
export type CallbackEvent
  = | {
    kind: 'customer'
    externalUserId: string
    userId: string
    /** Absent for kinds of change that this app does not tell. */
    change?: CustomerChange
    /** Seconds since 1970. */
    at: number
  }
  | {
    kind: 'group'
    chatId: string
    /** Absent for kinds of change that this app does not tell. */
    change?: GroupChange
    way?: GroupWay
    /** Those who joined or left: userids of members, and external userids of customers and others. */
    people: string[]
    /** Seconds since 1970. */
    at: number
  }
  | { kind: 'tags' }
  | ({ kind: 'card' } & CardPress)
  | { kind: 'other' }

/** By `ChangeType`. `add_half_external_contact` is followed by `add_external_contact` when the customer agrees. */
const CHANGES: ReadonlyMap<string | undefined, CustomerChange> = new Map([
  ['add_external_contact', 'added'],
  ['edit_external_contact', 'edited'],
  ['del_external_contact', 'deleted_by_member'],
  ['del_follow_user', 'deleted_by_customer'],
  ['transfer_fail', 'transfer_failed'],
])

/** By `UpdateDetail`. */
const GROUP_CHANGES: ReadonlyMap<string | undefined, GroupChange> = new Map([
  ['add_member', 'joined_group'],
  ['del_member', 'left_group'],
])

/** By `JoinScene` and `QuitScene`, of which a message has one. */
const JOIN_WAYS: ReadonlyMap<string | undefined, GroupWay> = new Map([['0', 'invited'], ['3', 'qr_code']])
const QUIT_WAYS: ReadonlyMap<string | undefined, GroupWay> = new Map([['0', 'left'], ['1', 'removed']])

/**
 * @param message a decrypted callback
 * @throws {AppError} invalid_request when it is not a flat message
 */
export function readCallbackEvent(message: string): CallbackEvent {
  const all = readLeaves(message, 'message')
  const leaves = firstOfEach(all)
  const event = leaves.get('Event')
  const at = Number(leaves.get('CreateTime')) || 0
  if (event === 'change_external_contact') {
    return {
      kind: 'customer',
      externalUserId: leaves.get('ExternalUserID') ?? '',
      userId: leaves.get('UserID') ?? '',
      change: leaves.get('Source') === 'DELETE_BY_TRANSFER' ? 'transferred' : CHANGES.get(leaves.get('ChangeType')),
      at,
    }
  }
  if (event === 'change_external_chat') {
    return {
      kind: 'group',
      chatId: leaves.get('ChatId') ?? '',
      change: leaves.get('ChangeType') === 'update' ? GROUP_CHANGES.get(leaves.get('UpdateDetail')) : undefined,
      way: JOIN_WAYS.get(leaves.get('JoinScene')) ?? QUIT_WAYS.get(leaves.get('QuitScene')),
      people: all.flatMap(([name, id]) => name === 'Item' && id ? [id] : []),
      at,
    }
  }
  if (event === 'template_card_event') {
    return {
      kind: 'card',
      userId: leaves.get('FromUserName') ?? '',
      taskId: leaves.get('TaskId') ?? '',
      key: leaves.get('EventKey') ?? '',
      responseCode: leaves.get('ResponseCode') ?? '',
      at,
    }
  }
  return { kind: event === 'change_external_tag' ? 'tags' : 'other' }
}
