import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { RootKeys } from './root-keys.ts'

const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
/** 132 bits. */
const FINGERPRINT_CHARS = 22
/** Members and customers who are asked for again and again. */
const MAX_FINGERPRINTS = 5_000

/** Authenticated encryption of short texts. Each is bound to a context, so it cannot be moved to another place. */
export interface Encryption {
  /** @returns base64url text, different each time */
  encrypt(plaintext: string, context: string): string
  /** @returns undefined when the text was not encrypted here, for this context, with this key */
  decrypt(ciphertext: string, context: string): string | undefined
  /** A keyed hash, base64url: without the key, the text cannot be found by guessing. */
  fingerprint(text: string): string
}

/**
 * AES-256-GCM with keys derived by HKDF-SHA-256.
 *
 * @param roots the first encrypts, all of them decrypt, so a password can be changed without losing stored values
 * @param purpose separates keys: a value encrypted for one purpose cannot be decrypted for another
 */
export function createEncryption(roots: RootKeys, purpose: string): Encryption {
  const derive = (root: Buffer | string, use: string) =>
    Buffer.from(hkdfSync('sha256', root, '', `wecom-sidebar:${use}`, KEY_BYTES))
  const keys = roots.map(root => derive(root, purpose))
  const fingerprintKey = derive(roots[0]!, `${purpose}:fingerprint`)
  const fingerprints = new LRUCache<string, string>({
    max: MAX_FINGERPRINTS,
    memoMethod: text =>
      createHmac('sha256', fingerprintKey).update(text).digest('base64url').slice(0, FINGERPRINT_CHARS),
  })

  return {
    encrypt(plaintext, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, keys[0]!, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    decrypt(ciphertext, context) {
      const bytes = Buffer.from(ciphertext, 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
      for (const key of keys) {
        const plaintext = decryptWith(key, bytes, context)
        if (plaintext !== undefined) return plaintext
      }
      return undefined
    },
    fingerprint: text => fingerprints.memo(text),
  }
}

function decryptWith(key: Buffer, bytes: Buffer, context: string): string | undefined {
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context)).setAuthTag(tag)
  try {
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  }
  catch {
    return undefined // tampered, another key or another context: the caller treats all of them as absent
  }
}
