import type { CallbackEvent } from '../wecom/callback/event.ts'
import type { CustomerEdits } from './customer-edits.ts'
import type { CustomerSource } from './customer-source.ts'
import type { OwnCustomers } from './own-customers.ts'

export interface ForgetOnEventOptions {
  source: CustomerSource
  ownCustomers: OwnCustomers
  customerEdits: CustomerEdits
}

/**
 * Lets a change made in WeCom show at once. An event only makes us forget; the truth is asked for when somebody looks, so
 * events may come late, twice, in any order or not at all.
 */
export function createForgetOnEvent({ source, ownCustomers, customerEdits }: ForgetOnEventOptions): (event: CallbackEvent) => void {
  return (event) => {
    if (event.kind === 'customer') {
      source.forget(event.externalUserId)
      ownCustomers.forget(event.userId)
    }
    if (event.kind === 'tags') customerEdits.forgetTagLibrary()
  }
}
