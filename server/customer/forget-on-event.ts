import type { CallbackEvent } from '../wecom/callback/event.ts'
import type { CustomerEdits } from './customer-edits.ts'
import type { CustomerSource } from './customer-source.ts'
import type { OwnCustomers } from './own-customers.ts'

export interface ForgetOnEventOptions {
  source: Pick<CustomerSource, 'forget'>
  ownCustomers: Pick<OwnCustomers, 'forget'>
  customerEdits: Pick<CustomerEdits, 'forgetTagLibrary'>
}

/**
 * Makes a change in WeCom visible at once. An event only deletes cached data, and the next request asks WeCom. So
 * events may come late, twice, in any order or not at all.
 */
export function createForgetOnEvent(options: ForgetOnEventOptions): (event: CallbackEvent) => void {
  const { source, ownCustomers, customerEdits } = options
  return (event) => {
    if (event.kind === 'customer') {
      source.forget(event.externalUserId)
      ownCustomers.forget(event.userId)
    }
    if (event.kind === 'tags') customerEdits.forgetTagLibrary()
  }
}
