import { request } from '../../../examples/link-identities.mjs'

/** A key of one of the company's own systems (NUXT_API_KEYS). */
export interface SystemKey {
  id: string
  secret: string
}

/** Sends a request like a back end, with the published example. */
export async function askAsSystem(url: string, key: SystemKey, method: string, path: string, content?: unknown) {
  const answer = await request(method, path, content, { url, keyId: key.id, secret: key.secret })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text ? JSON.parse(text) : undefined) as Record<string, unknown>,
  }
}
