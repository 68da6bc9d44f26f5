import { LRUCache } from 'lru-cache'
import type { Encryption } from './encryption.ts'

/** Contexts whose text is remembered. */
const MAX_REMEMBERED = 20_000

/**
 * Remembers in each context the text that was decrypted last: the same text has the same plaintext again. For values
 * that every request reads. The text itself still comes from the store each time, so a value that has ended or changed
 * is not found here.
 */
export function rememberDecrypted(encryption: Encryption): Encryption {
  const remembered = new LRUCache<string, { ciphertext: string, plaintext: string }>({ max: MAX_REMEMBERED })
  return {
    ...encryption,
    decrypt(ciphertext, context) {
      const known = remembered.get(context)
      if (known?.ciphertext === ciphertext) return known.plaintext
      const plaintext = encryption.decrypt(ciphertext, context)
      if (plaintext !== undefined) remembered.set(context, { ciphertext, plaintext })
      return plaintext
    },
  }
}
