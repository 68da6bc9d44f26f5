import type { CallbackEvent } from '../wecom/callback/event.ts'
import type { Changes } from './changes.ts'

/**
 * Makes a change in WeCom visible at once. An event only deletes cached data, and the next request asks WeCom. So
 * events may come late, twice, in any order or not at all.
 */
export function createForgetOnEvent(changes: Pick<Changes, 'announce'>): (event: CallbackEvent) => void {
  return (event) => {
    if (event.kind === 'customer') {
      const { externalUserId, userId } = event
      changes.announce({ kind: 'customer', externalUserId }, { kind: 'customersOf', userId })
    }
    if (event.kind === 'tags') changes.announce({ kind: 'tagLibrary' })
  }
}
