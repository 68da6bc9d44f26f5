import { createHmac, randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { RequestOptions } from 'node:http'
import { signingString, signingString1 } from '../../../server/auth/request-signature.ts'
import { DEPLOYMENT } from './system.ts'
import type { SystemKey } from './system.ts'

/** How a request is signed, where it differs from the usual. */
export interface Signing {
  /** Milliseconds since 1970; now when absent. */
  at?: number
  version?: 1 | 2
  deployment?: string
  /** The path that is signed, when another one is sent. */
  signedPath?: string
}

/** A request signed by a system. It can be sent more than once. The path is sent as it is, percent-encodings too. */
export function signRequest(
  { id, secret }: SystemKey,
  method: string,
  path: string,
  content?: unknown,
  { at = Date.now(), version = 2, deployment = DEPLOYMENT, signedPath = path }: Signing = {},
) {
  const body = content === undefined ? '' : JSON.stringify(content)
  const timestamp = String(version === 1 ? Math.floor(at / 1_000) : at)
  const parts = { method, path: signedPath, timestamp, nonce: randomUUID(), body }
  const text = version === 1 ? signingString1(parts) : signingString(deployment, parts)
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-api-key': id,
    'x-api-timestamp': timestamp,
    'x-api-nonce': parts.nonce,
    'x-api-signature': createHmac('sha256', secret).update(text).digest('hex'),
  }
  return (origin: string) => send(origin, { method, path, headers }, body)
}

interface Answer {
  status: number
  retryAfter?: string
  body: Record<string, unknown>
}

/** `fetch` would rewrite the path. */
async function send(origin: string, options: RequestOptions, body: string) {
  const { hostname, port } = new URL(origin)
  return new Promise<Answer>((resolve, reject) => {
    const request = httpRequest({ hostname, port, ...options }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', part => text += part)
      answer.on('error', reject)
      answer.on('end', () => resolve({
        status: answer.statusCode!,
        retryAfter: answer.headers['retry-after'],
        body: (text ? JSON.parse(text) : undefined) as Record<string, unknown>,
      }))
    })
    request.on('error', reject)
    request.end(body)
  })
}
