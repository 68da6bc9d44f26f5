import { createHash, randomBytes } from 'node:crypto'

/** What goes into a JS-SDK signature (doc 90506). */
export interface SignatureInput {
  ticket: string
  nonceStr: string
  /** Seconds since 1970. */
  timestamp: number
  /** The page's URL without fragment, byte for byte. */
  url: string
}

/**
 * JS-SDK signature (doc 90506): the same for `config` and `agentConfig` (doc 94313), only the ticket differs.
 * Order and lower-case names are fixed, values are raw.
 *
 * @returns lower-case hex SHA-1
 */
export function signPage({ ticket, nonceStr, timestamp, url }: SignatureInput): string {
  return createHash('sha1').update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`).digest('hex')
}

/** 128 random bits as hex. */
export function createNonceStr(): string {
  return randomBytes(16).toString('hex')
}
