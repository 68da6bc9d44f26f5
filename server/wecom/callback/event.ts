import { readFlatXml } from './flat-xml.ts'

/** An event, as far as this app uses it (doc 92130). */
export type CallbackEvent
  = | { kind: 'customer', externalUserId: string, userId: string }
    | { kind: 'tags' }
    | { kind: 'other' }

/**
 * @param message a decrypted callback
 * @throws {AppError} invalid_request when it is not a flat message
 */
export function readCallbackEvent(message: string): CallbackEvent {
  const leaves = readFlatXml(message, 'message')
  const event = leaves.get('Event')
  if (event === 'change_external_contact') {
    return { kind: 'customer', externalUserId: leaves.get('ExternalUserID') ?? '', userId: leaves.get('UserID') ?? '' }
  }
  return { kind: event === 'change_external_tag' ? 'tags' : 'other' }
}
