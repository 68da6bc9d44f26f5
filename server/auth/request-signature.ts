import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** From then on, version 1 of the signature is refused: it is valid at every deployment that knows the key. */
export const VERSION_1_ENDS = Date.UTC(2027, 5, 1)

/** Version 1 counts seconds since 1970, version 2 milliseconds. */
const FORMS = [
  { version: 1, timestamp: /^\d{10}$/, unitMs: 1_000 },
  { version: 2, timestamp: /^\d{13}$/, unitMs: 1 },
] as const
const NONCE = /^[\w-]{16,64}$/
const SIGNATURE = /^[0-9a-f]{64}$/

/** What is signed of a request. */
export interface SignedParts {
  method: string
  /** Path with query, as sent. */
  path: string
  timestamp: string
  /** Different in every request. */
  nonce: string
  body: Uint8Array | string
}

/** A request as received; nothing in it is trusted until the signature is checked. */
export type SignedRequest = Omit<SignedParts, 'timestamp' | 'nonce'> & {
  keyId: string | undefined
  timestamp: string | undefined
  nonce: string | undefined
  /** Hex HMAC-SHA-256 of the signing string with a secret of the key. */
  signature: string | undefined
}

/** A request whose signature has the right form. */
export interface RequestSignature {
  version: 1 | 2
  nonce: string
  /** Milliseconds since 1970. */
  signedAt: number
  /** Checks every secret, so the time depends on their number only. @returns whether one of them made the signature */
  isMadeWith(secrets: readonly string[]): boolean
}

/**
 * The text that is signed: seven lines without a final newline.
 *
 * @param deployment corp ID, a colon and AgentId: elsewhere the signature is not valid
 */
export function signingString(deployment: string, { method, path, timestamp, nonce, body }: SignedParts): string {
  return ['wecom-sidebar-2', deployment, method, path, timestamp, nonce, sha256(body)].join('\n')
}

/** The text of version 1: it names no deployment, and its timestamp is in seconds. */
export function signingString1({ method, path, timestamp, nonce, body }: SignedParts): string {
  return ['wecom-sidebar-1', method, path, timestamp, nonce, sha256(body)].join('\n')
}

/** @returns undefined when a header is missing or has another form */
export function readSignature(request: SignedRequest, deployment: string): RequestSignature | undefined {
  const { timestamp = '', nonce = '', signature = '' } = request
  const form = FORMS.find(one => one.timestamp.test(timestamp))
  if (!form || !NONCE.test(nonce) || !SIGNATURE.test(signature)) return undefined
  const parts = { ...request, timestamp, nonce }
  const text = form.version === 1 ? signingString1(parts) : signingString(deployment, parts)
  const given = Buffer.from(signature, 'hex')
  return {
    version: form.version,
    nonce,
    signedAt: Number(timestamp) * form.unitMs,
    isMadeWith: secrets => secrets
      .map(secret => timingSafeEqual(createHmac('sha256', secret).update(text).digest(), given))
      .includes(true),
  }
}

function sha256(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('hex')
}
