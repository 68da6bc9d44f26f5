import type { KeptDraft } from '#shared/types/draft.ts'
import type { DraftPlace } from '~/browser/api/api'
import { afterPaint } from '~/browser/after-paint'
import { draftNames } from '~/browser/drafts/draft-names'
import type { Draft } from '~/browser/drafts/follow-draft'
import type { Drafts } from '~/browser/drafts/open-drafts'
import { useApi } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

/** What the member has typed and not saved, kept for a new page: encrypted in this browser, and on the server. */
export const useDraftsStore = defineStore('drafts', () => {
  const page = usePageContext()
  const api = useApi()
  /** Whether the last thing that was typed, or found, is kept in this browser. */
  const isKeeping = shallowRef(false)
  const followed = new Set<Draft<unknown>>()
  let drafts: Promise<Drafts> | undefined

  async function open(key: string): Promise<Drafts> {
    const { openDrafts } = await import('~/browser/drafts/open-drafts')
    return openDrafts({
      key, storage: localStorage, subtle: crypto.subtle, now: Date.now, send: (...draft) => api.keepDraft(...draft),
    })
  }

  /** Works with the drafts. Without a session, storage or cryptography it does nothing. */
  async function use(work: (opened: Drafts) => Promise<void>): Promise<void> {
    const key = page.value?.draftKey
    if (!key) return
    try {
      await work(await (drafts ??= open(key)))
    }
    catch {
      isKeeping.value = false
    }
  }

  const keep = <T>(draft: Draft<T>) => use(opened => opened.follow(draft, works => isKeeping.value = works))

  /** Whether this browser may have something to offer. */
  function mayExist(): boolean {
    return names().length > 0
  }

  /**
   * Reads what an earlier page may have left in these places, before they are shown: an offer must not move the page.
   *
   * @param places with what the server has there
   * @returns undefined when there is nothing to wait for
   */
  function look(places: [DraftPlace, KeptDraft | undefined][]): Promise<void> | undefined {
    if (!mayExist() && !places.some(([, server]) => server)) return undefined
    return use(async opened => void await Promise.all(places.map(place => opened.look(...place))))
  }

  /** Offers what was found, and keeps each change; after the page is painted, when there is nothing to offer. */
  function follow<T>(draft: Draft<T>): void {
    if (import.meta.server) return
    followed.add(draft as Draft<unknown>)
    if (drafts ?? mayExist()) void keep(draft)
    else void afterPaint().then(() => keep(draft))
  }

  /** Removes the drafts of this browser. */
  function forgetAll(): void {
    void drafts?.then(opened => opened.stop())
    for (const name of names()) localStorage.removeItem(name)
  }

  // Without a storage, a page that ends takes even what it has put aside.
  useUnsavedWork().register(() => !isKeeping.value && [...followed].some(({ unsaved }) => unsaved() !== undefined))
  return { isKeeping, mayExist, look, follow, forgetAll }
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
