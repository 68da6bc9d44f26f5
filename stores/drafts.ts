import type { KeptDraft } from '#shared/types/draft.ts'
import { afterPaint } from '~/browser/after-paint'
import { browserStorage, draftNames } from '~/browser/drafts/draft-names'
import type { DraftPlace } from '~/browser/drafts/draft-place'
import type { Draft } from '~/browser/drafts/follow-draft'
import type { Drafts } from '~/browser/drafts/open-drafts'
import { useApiRequest } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

/** What the member has typed and not saved, kept for a new page: encrypted in this browser, and on the server. */
export const useDraftsStore = defineStore('drafts', () => {
  const page = usePageContext()
  const request = useApiRequest()
  /** Whether the last thing that was typed, or found, is kept for another page. */
  const isKeeping = shallowRef(false)
  const followed = new Set<Draft<unknown>>()
  let drafts: Promise<Drafts> | undefined

  async function open(key: string): Promise<Drafts> {
    return (await import('~/browser/drafts/page-drafts')).openPageDrafts(key, request)
  }

  /** Works with the drafts. Without a session or cryptography it does nothing. */
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

  const hasUnsaved = () => [...followed].some(({ unsaved }) => unsaved() !== undefined)

  /** Whether there may be something unsaved in this browser. */
  function mayExist(): boolean {
    return draftNames(browserStorage()).length > 0 || hasUnsaved()
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
    for (const name of draftNames(browserStorage())) localStorage.removeItem(name)
  }

  // A page that ends takes what neither the browser nor the server has, even what is put aside.
  useUnsavedWork().register(() => !isKeeping.value && hasUnsaved())
  return { isKeeping, mayExist, look, follow, forgetAll }
})
