import { hash, randomUUID } from 'node:crypto'

/** The values that a JS-SDK signature covers (doc 90506). */
export interface SignatureInput {
  ticket: string
  nonceStr: string
  /** Seconds since 1970. */
  timestamp: number
  /** The page's URL without fragment, byte for byte. */
  url: string
}

/**
 * The JS-SDK signature (doc 90506). `config` and `agentConfig` (doc 94313) differ only in the ticket.
 * The order and the lower-case names are fixed; the values are not encoded.
 *
 * @returns lower-case hex SHA-1
 */
export function signPage({ ticket, nonceStr, timestamp, url }: SignatureInput): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  return hash('sha1', text)
}

/** 32 hex digits, 122 random bits. Node makes UUIDs many at once; each `randomBytes` would ask the system. */
export function createNonceStr(): string {
  return randomUUID().replaceAll('-', '')
}
