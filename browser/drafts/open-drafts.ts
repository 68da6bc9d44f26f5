import type { KeptDraft } from '#shared/types/draft.ts'
import type { DraftItem } from './draft-items'
import type { DraftPlace } from './draft-place'
import { createDraftSender } from './draft-sender'
import { openDraftStorage, type DraftStorageOptions, type FoundDraft } from './draft-storage'
import { followDraft, subjectOf, type Draft } from './follow-draft'

export interface DraftsOptions extends DraftStorageOptions {
  /** As in DraftSenderOptions. */
  send: (place: DraftPlace, draft: KeptDraft) => Promise<void>
}

/** What the member has typed and not saved: kept in the browser at once, and on the server a moment later. */
export interface Drafts {
  /**
   * Reads what an earlier page left, so that `follow` offers it without a wait. Where this page has something unsaved,
   * nothing is read: nothing can be newer.
   */
  look: (place: DraftPlace, server: KeptDraft | undefined) => Promise<void>
  /**
   * Offers what was left, and keeps each change.
   *
   * @param onKept called when something was found, and after each write, with whether it is kept: in this browser, or
   * on the server a moment later
   */
  follow: <T>(draft: Draft<T>, onKept: (works: boolean) => void) => Promise<void>
  /** Sends nothing more. */
  stop: () => void
}

/** Opens the drafts of a page. */
export async function openDrafts({ send, ...options }: DraftsOptions): Promise<Drafts> {
  const storage = await openDraftStorage(options)
  const looked = new Map<string, Promise<FoundDraft>>()
  /** What this page has unsaved, by subject, with what to call when the server has it. */
  const own = new Map<string, { item: DraftItem, onKept: (works: boolean) => void }>()
  const sender = createDraftSender({
    send,
    async onSettled(subject, item) {
      await storage.noteSent(subject, item)
      const last = own.get(subject)
      if (last?.item === item) last.onKept(true)
    },
    now: options.now,
  })

  // The client may destroy a hidden page without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') sender.flush()
  })
  addEventListener('pagehide', sender.flush)
  addEventListener('online', sender.flush)

  return {
    async look(place, server) {
      const subject = subjectOf(place)
      if (own.has(subject)) return
      const found = storage.find(subject, server)
      looked.set(subject, found)
      await found
    },
    async follow(draft, onKept) {
      const subject = subjectOf(draft.place)
      const found = await (looked.get(subject) ?? storage.find(subject))
      looked.delete(subject)
      // The page before may have sent it as its last request, and ended without the answer.
      if (found.atServer || found.unsent) sender.expect(subject)
      if (found.text !== undefined) onKept(true)
      await followDraft(storage, draft, found, {
        onKept,
        onItem(item) {
          if (item.ciphertext) own.set(subject, { item, onKept })
          else own.delete(subject)
          sender.put({ subject, place: draft.place, item })
        },
      })
    },
    stop: sender.stop,
  }
}
