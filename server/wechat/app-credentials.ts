import { createHash } from 'node:crypto'

/** An app that calls in its own name. */
export interface AppCredentials {
  appId: string
  secret: string
}

/**
 * Where a store keeps what WeChat said to an app. Another secret, or another address of WeChat's, starts anew.
 *
 * @param apiBase values of one address are never sent to another
 */
export function appKey(apiBase: string, { appId, secret }: AppCredentials): string {
  const fingerprint = createHash('sha256').update(JSON.stringify([apiBase, secret])).digest('hex').slice(0, 16)
  return `wechat:${appId}:${fingerprint}`
}
