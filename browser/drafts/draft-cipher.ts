const IV_BYTES = 12
/** 132 bits. */
const NAME_CHARS = 22

/** Encrypts drafts with keys that scripts can use but not read. */
export interface DraftCipher {
  /** @returns a keyed hash of `subject`, base64url: without the key it cannot be found by guessing */
  nameOf: (subject: string) => Promise<string>
  /** @returns base64url text, different each time and bound to `context` */
  encrypt: (text: string, context: string) => Promise<string>
  /** @returns undefined when it was not encrypted here, with this key, for this context */
  decrypt: (ciphertext: string, context: string) => Promise<string | undefined>
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0))
}

function toBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * AES-256-GCM and HMAC-SHA-256 with keys derived by HKDF.
 *
 * @param key the member's key from the server, base64url
 * @param subtle the browser's WebCrypto
 */
export async function createDraftCipher(key: string, subtle: SubtleCrypto): Promise<DraftCipher> {
  const root = await subtle.importKey('raw', fromBase64url(key), 'HKDF', false, ['deriveKey'])
  // The number changes with the form of the drafts: those of another release are then no drafts.
  const from = (use: string) =>
    ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf(`wecom-sidebar:draft:1:${use}`) })
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const [names, texts] = await Promise.all([
    subtle.deriveKey(from('name'), root, hmac, false, ['sign']),
    subtle.deriveKey(from('text'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  ])
  const gcm = (iv: Uint8Array<ArrayBuffer>, context: string) =>
    ({ name: 'AES-GCM', iv, additionalData: bytesOf(context) })

  return {
    async nameOf(subject) {
      return toBase64url(new Uint8Array(await subtle.sign('HMAC', names, bytesOf(subject)))).slice(0, NAME_CHARS)
    },
    async encrypt(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const body = new Uint8Array(await subtle.encrypt(gcm(iv, context), texts, bytesOf(text)))
      return toBase64url(new Uint8Array([...iv, ...body]))
    },
    async decrypt(ciphertext, context) {
      try {
        const bytes = fromBase64url(ciphertext)
        const body = bytes.subarray(IV_BYTES)
        const text = await subtle.decrypt(gcm(bytes.slice(0, IV_BYTES), context), texts, body)
        return new TextDecoder().decode(text)
      }
      catch {
        return undefined // tampered, another key or another context: the caller treats all of them as absent
      }
    },
  }
}
