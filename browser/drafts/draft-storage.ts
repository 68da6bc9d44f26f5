import type { KeptDraft } from '#shared/types/draft.ts'
import { createDraftCipher } from './draft-cipher'
import { DRAFT_LIFETIME, formatItem, parseItem, readItem, type DraftItem } from './draft-items'
import { draftNames, DRAFT_PREFIX } from './draft-names'
import { createPageStorage } from './page-storage'

export interface DraftStorageOptions {
  /** The member's key from the server, base64url. */
  key: string
  /** Absent when it is switched off. */
  storage?: Storage
  subtle: SubtleCrypto
  /** Milliseconds since 1970. */
  now: () => number
}

/** What an earlier page has left. */
export interface FoundDraft {
  /** Undefined when there is none of this member, it is too old or was changed. */
  text?: string
  /** Whether the server may have an item, too. */
  atServer: boolean
  /** What the server has not heard of yet. */
  unsent?: DraftItem
}

/** A draft that was written. */
export interface WrittenDraft {
  item: DraftItem
  /** False when the browser refuses: its storage is full or switched off. */
  works: boolean
}

/** Texts of one member, encrypted in the browser's storage for 24 hours. */
export interface DraftStorage {
  /** The newest of what this browser has kept and of what the server has. */
  find: (subject: string, server?: KeptDraft) => Promise<FoundDraft>
  /** Keeps `text` in place of the last one; undefined leaves only that it is gone. */
  keep: (subject: string, text: string | undefined) => Promise<WrittenDraft>
  /** Notes that the server has this item. One that is gone leaves nothing. */
  noteSent: (subject: string, item: DraftItem) => Promise<void>
}

/** Opens the storage and removes drafts that are too old, also those of other members. */
export async function openDraftStorage(
  { key, storage: lasting, subtle, now }: DraftStorageOptions,
): Promise<DraftStorage> {
  const storage = lasting ?? createPageStorage()
  for (const name of draftNames(storage)) if (!parseItem(storage.getItem(name), now())) storage.removeItem(name)
  const cipher = await createDraftCipher(key, subtle)
  const nameOf = async (subject: string) => DRAFT_PREFIX + await cipher.nameOf(subject)
  // A draft cannot be moved to another customer, and not be made to last longer.
  const contextOf = (name: string, expiresAt: number) => `${name} ${expiresAt}`

  function write(name: string, item: DraftItem): boolean {
    try {
      storage.setItem(name, formatItem(item))
      return !!lasting
    }
    catch {
      return false
    }
  }

  /** Ages are compared, because the clock of the browser that has sent the server's draft may be wrong. */
  function isNewer(server: KeptDraft, local: DraftItem | undefined): boolean {
    return !local || local.sent || server.ageMs < now() - (local.expiresAt - DRAFT_LIFETIME)
  }

  return {
    async find(subject, server) {
      const name = await nameOf(subject)
      const kept = storage.getItem(name)
      const local = parseItem(kept, now())
      const isServers = server && isNewer(server, local)
      const item = isServers ? readItem(server.text) : local
      const text = item?.ciphertext && await cipher.decrypt(item.ciphertext, contextOf(name, item.expiresAt))
      const isLocal = !isServers && (text || local?.ciphertext === '')
      // What was typed meanwhile stays.
      if (!isLocal && storage.getItem(name) === kept) storage.removeItem(name)
      return {
        ...text && { text },
        atServer: !!server || !!local?.sent,
        ...isLocal && !local!.sent && { unsent: local },
      }
    },
    async keep(subject, text) {
      const name = await nameOf(subject)
      const expiresAt = now() + DRAFT_LIFETIME
      const ciphertext = text === undefined ? '' : await cipher.encrypt(text, contextOf(name, expiresAt))
      const item = { expiresAt, ciphertext }
      return { item, works: write(name, item) }
    },
    async noteSent(subject, item) {
      const name = await nameOf(subject)
      if (storage.getItem(name) !== formatItem(item)) return // typed on since
      if (item.ciphertext) write(name, { ...item, sent: true })
      else storage.removeItem(name)
    },
  }
}
