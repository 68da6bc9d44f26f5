import { timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import { createSecretId, hashSecretId, isSecretId } from './secret-id.ts'

/** How long a member may take to come back from WeCom, milliseconds. */
export const OAUTH_STATE_LIFETIME_MS = 10 * 60_000

/** What the server remembers of a sign-in attempt while the browser is at WeCom. */
export interface PendingSignIn {
  /** Already checked by safeReturnPath. */
  returnPath: string
  /** The number of failed attempts before this one. */
  attempt: number
}

const storedState = v.object({
  returnPath: v.string(),
  attempt: v.number(),
  browserKeyHash: v.string(),
})

export interface OauthStates {
  /** @returns the `state` for WeCom, and a key for the cookie of this browser only */
  issue(pending: PendingSignIn): Promise<{ oauthState: string, browserKey: string }>
  /**
   * Uses a state up. A sign-in needs the state *and* the key of the browser that started it: otherwise an attacker's
   * link with the attacker's code would sign the victim in as the attacker.
   *
   * @returns `accepted: false` for a missing or used state, or one from another browser; the last with `pending`
   */
  consume(oauthState: unknown, browserKey: unknown): Promise<{ accepted: boolean, pending?: PendingSignIn }>
}

export function createOauthStates(vault: Vault): OauthStates {
  const slotOf = (oauthState: string) =>
    vault.slot(`oauth-state:${hashSecretId(oauthState)}`, storedState, OAUTH_STATE_LIFETIME_MS)

  return {
    async issue({ returnPath, attempt }) {
      const oauthState = createSecretId()
      const browserKey = createSecretId()
      await slotOf(oauthState).set({ returnPath, attempt, browserKeyHash: hashSecretId(browserKey) })
      return { oauthState, browserKey }
    },
    async consume(oauthState, browserKey) {
      if (!isSecretId(oauthState)) return { accepted: false }
      const state = await slotOf(oauthState).take()
      if (!state) return { accepted: false }
      const { browserKeyHash, ...pending } = state
      const accepted = isSecretId(browserKey)
        && timingSafeEqual(Buffer.from(hashSecretId(browserKey)), Buffer.from(browserKeyHash))
      return { accepted, pending }
    },
  }
}
