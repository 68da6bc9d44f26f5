import { createDraftCipher } from './draft-cipher'
import { DRAFT_LIFETIME, formatItem, parseItem } from './draft-items'
import { draftNames, DRAFT_PREFIX } from './draft-names'

export interface DraftStorageOptions {
  /** The member's key from the server, base64url. */
  key: string
  storage: Storage
  subtle: SubtleCrypto
  /** Milliseconds since 1970. */
  now: () => number
}

/** Texts of one member, encrypted in the browser's storage for 24 hours. */
export interface DraftStorage {
  /** @returns the text that was kept last; undefined when there is none of this member, it is too old or was changed */
  find: (subject: string) => Promise<string | undefined>
  /**
   * Keeps `text` in place of the last one; undefined removes it.
   *
   * @returns false when the browser refuses: its storage is full or switched off
   */
  keep: (subject: string, text: string | undefined) => Promise<boolean>
}

/** Opens the storage and removes drafts that are too old, also those of other members. */
export async function openDraftStorage({ key, storage, subtle, now }: DraftStorageOptions): Promise<DraftStorage> {
  for (const name of draftNames(storage)) if (!parseItem(storage.getItem(name), now())) storage.removeItem(name)
  const cipher = await createDraftCipher(key, subtle)
  const nameOf = async (subject: string) => DRAFT_PREFIX + await cipher.nameOf(subject)
  // A draft cannot be moved to another customer, and not be made to last longer.
  const contextOf = (name: string, expiresAt: number) => `${name} ${expiresAt}`

  return {
    async find(subject) {
      const name = await nameOf(subject)
      const item = parseItem(storage.getItem(name), now())
      const text = item && await cipher.decrypt(item.ciphertext, contextOf(name, item.expiresAt))
      if (text === undefined) storage.removeItem(name)
      return text
    },
    async keep(subject, text) {
      const name = await nameOf(subject)
      const expiresAt = now() + DRAFT_LIFETIME
      const ciphertext = text === undefined ? undefined : await cipher.encrypt(text, contextOf(name, expiresAt))
      try {
        if (ciphertext) storage.setItem(name, formatItem({ expiresAt, ciphertext }))
        else storage.removeItem(name)
        return true
      }
      catch {
        return false
      }
    },
  }
}
