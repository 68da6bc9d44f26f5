import { readFlatXml } from './flat-xml.ts'

/** What happened to a relation between a member and a customer. */
export type CustomerChange
  = 'added' | 'edited' | 'deleted_by_member' | 'deleted_by_customer' | 'transferred' | 'transfer_failed'

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

/**
 * @param message a decrypted callback
 * @throws {AppError} invalid_request when it is not a flat message
 */
export function readCallbackEvent(message: string): CallbackEvent {
  const leaves = readFlatXml(message, 'message')
  const event = leaves.get('Event')
  if (event === 'change_external_contact') {
    return {
      kind: 'customer',
      externalUserId: leaves.get('ExternalUserID') ?? '',
      userId: leaves.get('UserID') ?? '',
      change: leaves.get('Source') === 'DELETE_BY_TRANSFER' ? 'transferred' : CHANGES.get(leaves.get('ChangeType')),
      at: Number(leaves.get('CreateTime')) || 0,
    }
  }
  if (event === 'template_card_event') {
    return {
      kind: 'card',
      userId: leaves.get('FromUserName') ?? '',
      taskId: leaves.get('TaskId') ?? '',
      key: leaves.get('EventKey') ?? '',
      responseCode: leaves.get('ResponseCode') ?? '',
      at: Number(leaves.get('CreateTime')) || 0,
    }
  }
  return { kind: event === 'change_external_tag' ? 'tags' : 'other' }
}
