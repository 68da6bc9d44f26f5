import { watch } from 'vue'
import type { DraftStorage } from './draft-storage'

export interface Draft<T> {
  /** Names the place of the draft for this member: a customer, the replies. Never stored in clear. */
  subject: string
  /** What would be lost now. Reactive. Must be plain JSON. */
  unsaved: () => T | undefined
  /** Called once, if an earlier page left something. `unsaved` must contain it afterwards, until it is settled. */
  offer: (kept: T) => void
}

/**
 * Offers what an earlier page left, then keeps every change. There is no wait for a pause in the typing, because the
 * client may destroy the page at any time: one change is written at once, those that come meanwhile together.
 *
 * @param onKept called after each write, with whether it worked
 */
export async function followDraft<T>(
  { find, keep }: DraftStorage, { subject, unsaved, offer }: Draft<T>, onKept: (works: boolean) => void,
): Promise<void> {
  let written = await find(subject)
  let busy = false
  // Only a page with the member's key can have written it.
  if (written !== undefined) offer(JSON.parse(written) as T)

  async function write(): Promise<void> {
    if (busy) return
    busy = true
    for (let text = textOf(unsaved()); text !== written; text = textOf(unsaved())) {
      onKept(await keep(subject, text))
      written = text
    }
    busy = false
  }

  watch(unsaved, write, { immediate: true })
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}
