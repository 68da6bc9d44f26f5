import * as v from 'valibot'
import type { Encryption } from '../storage/encryption.ts'
import type { Vault } from '../storage/vault.ts'
import { createSealedStates } from '../storage/sealed-states.ts'
import { createSecretId } from './secret-id.ts'

/** How long a member may take to come back from WeCom, milliseconds. */
export const OAUTH_STATE_LIFETIME_MS = 10 * 60_000

/** 256 random bits and the number of failed attempts. WeCom refuses other characters (84025). */
const STATE = /^[0-9a-f]{64}\d$/
const MOST_ATTEMPTS = 9

/** What the browser keeps of a sign-in attempt while it is at WeCom. */
export interface PendingSignIn {
  /** Already checked by safeReturnPath. */
  returnPath: string
  /** The number of failed attempts before this one. */
  attempt: number
}

const page = v.object({ returnPath: v.string() })

export interface OauthStates {
  /**
   * Stores nothing: anyone can start sign-ins.
   *
   * @returns the `state` for WeCom, and the sealed rest for a cookie of this browser only
   */
  issue(pending: PendingSignIn): { oauthState: string, sealed: string }
  /**
   * What belongs to a state. Asks no store.
   *
   * @returns `ours: false` for a state that is missing, expired or from another browser
   */
  read(oauthState: unknown, sealed: unknown): { ours: boolean, pending: PendingSignIn }
  /** Uses a state of ours up. @returns false when it was used before */
  use(oauthState: unknown): Promise<boolean>
}

export interface OauthStatesOptions {
  encryption: Encryption
  /** Remembers used states; during an outage within this process. WeCom accepts a code once in any case (doc 91023). */
  vault: Pick<Vault, 'acquire'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** Whether a value has the form of a state; checked before anything is done with it. */
export function isOauthState(value: unknown): value is string {
  return typeof value === 'string' && STATE.test(value)
}

export function createOauthStates(options: OauthStatesOptions): OauthStates {
  const states = createSealedStates({ ...options, content: page, lifetimeMs: OAUTH_STATE_LIFETIME_MS })

  return {
    issue({ returnPath, attempt }) {
      const oauthState = `${createSecretId()}${Math.min(Math.max(attempt, 0), MOST_ATTEMPTS)}`
      return { oauthState, sealed: states.seal(oauthState, { returnPath }) }
    },
    read(oauthState, sealed) {
      if (!isOauthState(oauthState)) return { ours: false, pending: { returnPath: '/', attempt: 0 } }
      // Of a browser that keeps no cookies, at least the attempts are counted: otherwise it would go round for ever.
      const attempt = Number(oauthState.at(-1))
      const returnPath = states.open(oauthState, sealed)?.returnPath
      return { ours: returnPath !== undefined, pending: { returnPath: returnPath ?? '/', attempt } }
    },
    use: oauthState => states.use(String(oauthState)),
  }
}
