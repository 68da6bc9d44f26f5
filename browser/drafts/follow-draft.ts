import { watch } from 'vue'
import type { DraftPlace } from '../api/api'
import type { DraftItem } from './draft-items'
import type { DraftStorage, FoundDraft } from './draft-storage'

export interface Draft<T> {
  /** Where the draft belongs. Never stored in clear. */
  place: DraftPlace
  /** What would be lost now. Reactive. Must be plain JSON. */
  unsaved: () => T | undefined
  /** Called once, if an earlier page left something. `unsaved` must contain it afterwards, until it is settled. */
  offer: (kept: T) => void
}

/** @returns names the place of a draft among those of its member */
export function subjectOf(place: DraftPlace): string {
  return typeof place === 'string' ? place : `customer ${place.externalUserId} ${place.field}`
}

/** What happens to a draft that was written. */
export interface DraftEvents {
  /** Called after each write, with whether it worked. */
  onKept: (works: boolean) => void
  /** Called with each item that the server should have. */
  onItem: (item: DraftItem) => void
}

/**
 * Offers what an earlier page left, then keeps every change. There is no wait for a pause in the typing, because the
 * client may destroy the page at any time: one change is written at once, those that come meanwhile together.
 */
export async function followDraft<T>(
  { keep }: Pick<DraftStorage, 'keep'>,
  { place, unsaved, offer }: Draft<T>,
  found: FoundDraft,
  { onKept, onItem }: DraftEvents,
): Promise<void> {
  let written = found.text
  let busy = false
  if (found.unsent) onItem(found.unsent)
  // Only a page with the member's key can have written it.
  if (written !== undefined) offer(JSON.parse(written) as T)

  async function write(): Promise<void> {
    if (busy) return
    busy = true
    for (let text = textOf(unsaved()); text !== written; text = textOf(unsaved())) {
      const { item, works } = await keep(subjectOf(place), text)
      onKept(works)
      onItem(item)
      written = text
    }
    busy = false
  }

  watch(unsaved, write, { immediate: true })
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}
