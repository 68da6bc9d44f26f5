import { createHash } from 'node:crypto'

/** An app that calls in its own name. */
export interface AppCredentials {
  appId: string
  secret: string
}

/**
 * The prefix of the keys under which a store keeps WeChat's answers to an app. Another secret or another address gives
 * another prefix.
 *
 * @param apiBase an answer from one address is never used for another
 */
export function appKey(apiBase: string, { appId, secret }: AppCredentials): string {
  const fingerprint = createHash('sha256').update(JSON.stringify([apiBase, secret])).digest('hex').slice(0, 16)
  return `wechat:${appId}:${fingerprint}`
}
