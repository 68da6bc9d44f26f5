import { removeItems } from '~/browser/drafts/draft-items'
import type { DraftStorage } from '~/browser/drafts/draft-storage'
import type { Draft } from '~/browser/drafts/follow-draft'
import { usePageContext } from '~/composables/usePageContext'

/** What the member has typed and not saved, kept encrypted in this browser for a new page. */
export const useDraftsStore = defineStore('drafts', () => {
  const page = usePageContext()
  /** Whether the last thing that was typed is kept. */
  const isKeeping = shallowRef(false)
  let storage: Promise<DraftStorage> | undefined

  /** The code is a chunk of its own: the customer is shown first. */
  async function open(key: string): Promise<DraftStorage> {
    const { openDraftStorage } = await import('~/browser/drafts/draft-storage')
    return openDraftStorage({ key, storage: localStorage, subtle: crypto.subtle, now: Date.now })
  }

  /** Offers what an earlier page left, and keeps each change. Without storage or cryptography it does nothing. */
  async function follow<T>(draft: Draft<T>): Promise<void> {
    const key = page.value?.draftKey
    if (import.meta.server || !key) return
    try {
      const { followDraft } = await import('~/browser/drafts/follow-draft')
      await followDraft(await (storage ??= open(key)), draft, works => isKeeping.value = works)
    }
    catch {
      isKeeping.value = false
    }
  }

  /** Removes the drafts of this browser. */
  function forgetAll(): void {
    try {
      removeItems(localStorage)
    }
    catch {
      // The storage is switched off, so there is nothing in it.
    }
  }

  return { isKeeping, follow, forgetAll }
})
