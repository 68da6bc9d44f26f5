import { createCipheriv, createHash, randomBytes, randomInt } from 'node:crypto'
import type { CallbackSecrets } from '../../wecom/callback/crypto.ts'

const BLOCK = 32
/** The nonce begins so: a refusal of it is no evidence about WeCom's messages. */
const MARK = 'doctor'

/**
 * The verification that WeCom makes when an admin saves the address of the callback (doc 90930), made by ourselves.
 *
 * @param now seconds since 1970 by WeCom's clock
 * @returns the query, and the text that the address must answer
 */
export function selfMadeCallback({ token, aesKey, corpId }: CallbackSecrets, now: number) {
  const echo = Array.from({ length: 4 }, () => randomInt(10_000, 99_999)).join('')
  const timestamp = String(Math.floor(now))
  const nonce = MARK + randomBytes(8).toString('hex')
  const encrypted = encrypt(Buffer.from(`${aesKey}=`, 'base64'), echo, corpId)
  const signature = createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
  return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr: encrypted }), echo }
}

/** doc 90968: 16 random bytes, length, text, receiver; PKCS#7 to 32 bytes. */
function encrypt(key: Buffer, text: string, receiver: string): string {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(text))
  const plain = Buffer.concat([randomBytes(16), length, Buffer.from(text), Buffer.from(receiver)])
  const pad = BLOCK - plain.length % BLOCK
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64')
}

/** @param nonce of a callback */
export function isSelfMade(nonce: unknown): boolean {
  return typeof nonce === 'string' && nonce.startsWith(MARK)
}
