import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** doc 90968: PKCS#7 padding to 32 bytes, not to the 16 of AES. */
const BLOCK = 32

/** msg_signature (doc 90968): SHA-1 of the values, sorted as strings and joined. */
export function callbackSignature(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/**
 * Encrypts a message as doc 90968 describes.
 *
 * @param aesKey EncodingAESKey, 43 characters
 * @param receiveId corpid for a company's own app
 * @param random 16 bytes; given only by tests
 * @returns base64
 */
export function encryptMessage(aesKey: string, message: string, receiveId: string, random = randomBytes(16)): string {
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random, length, text, Buffer.from(receiveId)])
  const pad = BLOCK - plain.length % BLOCK
  const cipher = createCipheriv('aes-256-cbc', keyOf(aesKey), keyOf(aesKey).subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64')
}

/** Whether it is an EncodingAESKey (doc 90930): 43 letters and digits, which are 32 bytes in base64. */
export function isAesKey(text: string): boolean {
  return /^[a-zA-Z0-9]{43}$/.test(text)
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64')
}
