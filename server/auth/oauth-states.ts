import { timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createSecretId, hashSecretId, isSecretId } from './secret-id.ts'

/** How long a member may take between leaving for WeCom and coming back. */
export const OAUTH_STATE_LIFETIME_MS = 10 * 60_000

/** What one sign-in attempt remembers while the browser is at WeCom. */
export interface PendingSignIn {
  /** Already checked by safeReturnPath. */
  returnPath: string
  /** How many attempts failed before this one. */
  attempt: number
}

const storedState = v.pipe(v.string(), v.parseJson(), v.object({
  returnPath: v.string(),
  attempt: v.number(),
  browserKeyHash: v.string(),
}))

export interface OauthStates {
  /** @returns the `state` for WeCom, and the key that only this browser gets, in a cookie */
  issue(pending: PendingSignIn): Promise<{ oauthState: string, browserKey: string }>
  /**
   * Uses a state up. Without the right state *and* the key of the browser that started, nobody is signed in: a link
   * with somebody else's code must not sign the victim in as the attacker.
   *
   * @returns `accepted: false` with what is known of a state that came from another browser
   */
  consume(oauthState: unknown, browserKey: unknown): Promise<{ accepted: boolean, pending?: PendingSignIn }>
}

export function createOauthStates(store: KeyValueStore): OauthStates {
  const keyOf = (oauthState: string) => `oauth-state:${hashSecretId(oauthState)}`

  return {
    async issue({ returnPath, attempt }) {
      const oauthState = createSecretId()
      const browserKey = createSecretId()
      const record = JSON.stringify({ returnPath, attempt, browserKeyHash: hashSecretId(browserKey) })
      await store.set(keyOf(oauthState), record, OAUTH_STATE_LIFETIME_MS)
      return { oauthState, browserKey }
    },
    async consume(oauthState, browserKey) {
      if (!isSecretId(oauthState)) return { accepted: false }
      const parsed = v.safeParse(storedState, await store.take(keyOf(oauthState)))
      if (!parsed.success) return { accepted: false }
      const { browserKeyHash, ...pending } = parsed.output
      const accepted = isSecretId(browserKey) && timingSafeEqual(Buffer.from(hashSecretId(browserKey)), Buffer.from(browserKeyHash))
      return { accepted, pending }
    },
  }
}
