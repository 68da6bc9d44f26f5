import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { callbackRefused } from './refused.ts'

/** The three values of a callback's configuration in the admin console (doc 90930). */
export interface CallbackSecrets {
  token: string
  /** EncodingAESKey, 43 characters. */
  aesKey: string
  /** The receiveid of a self-built app (doc 90968). */
  corpId: string
}

/** The encrypted text, with the query parameters that sign it. */
export interface SignedText {
  signature: string
  timestamp: string
  nonce: string
  encrypted: string
}

/** PKCS#7 pads to 32 bytes, not to the 16 of AES (doc 90968). */
const BLOCK = 32
const RANDOM_BYTES = 16
const HEAD = RANDOM_BYTES + 4

/**
 * Checks and decrypts a callback (doc 90968).
 *
 * @returns the message, UTF-8
 * @throws {AppError} invalid_request
 */
export function openCallback({ token, aesKey, corpId }: CallbackSecrets, text: SignedText): string {
  const expected = Buffer.from(signatureOf(token, text))
  const given = Buffer.from(text.signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw callbackRefused('signature')

  const plain = decrypt(Buffer.from(`${aesKey}=`, 'base64'), text.encrypted)
  const end = plain.length < HEAD ? Infinity : HEAD + plain.readUInt32BE(RANDOM_BYTES)
  if (end > plain.length) throw callbackRefused('decryption')
  if (plain.toString('utf8', end) !== corpId) throw callbackRefused('receiver')
  return plain.toString('utf8', HEAD, end)
}

function signatureOf(token: string, { timestamp, nonce, encrypted }: SignedText): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

function decrypt(key: Buffer, encrypted: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
    const pad = padded.at(-1) ?? 0
    if (pad <= BLOCK && padded.subarray(-pad).every(byte => byte === pad)) return padded.subarray(0, -pad)
  }
  catch {
    // Not a whole number of blocks: refused like any other damaged text.
  }
  throw callbackRefused('decryption')
}
