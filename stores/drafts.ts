import { draftNames } from '~/browser/drafts/draft-names'
import type { DraftStorage } from '~/browser/drafts/draft-storage'
import type { Draft } from '~/browser/drafts/follow-draft'
import { usePageContext } from '~/composables/usePageContext'

/** What the member has typed and not saved, kept encrypted in this browser for a new page. */
export const useDraftsStore = defineStore('drafts', () => {
  const page = usePageContext()
  /** Whether the last thing that was typed is kept. */
  const isKeeping = shallowRef(false)
  let storage: Promise<DraftStorage> | undefined

  async function open(key: string): Promise<DraftStorage> {
    const { openDraftStorage } = await import('~/browser/drafts/draft-storage')
    return openDraftStorage({ key, storage: localStorage, subtle: crypto.subtle, now: Date.now })
  }

  /** Offers what an earlier page left, and keeps each change. Without storage or cryptography it does nothing. */
  async function keep<T>(draft: Draft<T>): Promise<void> {
    const key = page.value?.draftKey
    if (!key) return
    try {
      const { followDraft } = await import('~/browser/drafts/follow-draft')
      await followDraft(await (storage ??= open(key)), draft, works => isKeeping.value = works)
    }
    catch {
      isKeeping.value = false
    }
  }

  /** Whether there may be something to offer. */
  function mayExist(): boolean {
    return names().length > 0
  }

  /** The same, after the page is painted, unless there may be something to offer: that must not move the page. */
  function follow<T>(draft: Draft<T>): void {
    if (import.meta.server) return
    if (mayExist()) void keep(draft)
    else requestAnimationFrame(() => void keep(draft))
  }

  /** Removes the drafts of this browser. */
  function forgetAll(): void {
    for (const name of names()) localStorage.removeItem(name)
  }

  return { isKeeping, mayExist, follow, forgetAll }
})

function names(): string[] {
  try {
    return draftNames(localStorage)
  }
  catch {
    // The storage is switched off, so there is nothing in it.
    return []
  }
}
