import { setTimeout as sleep } from 'node:timers/promises'
import type { WecomClient } from '../wecom/client.ts'
import { getMemberName } from '../wecom/api/member.ts'
import { authorizeUrl, exchangeCode, scanLoginUrl } from '../wecom/api/oauth.ts'
import type { OauthStates } from './oauth-states.ts'
import type { Sessions } from './sessions.ts'
import { isRefusal } from '../upstream/upstream-error.ts'

export interface SignInOptions {
  corpId: string
  agentId: string
  oauthBase: string
  ssoBase: string
  wecom: WecomClient
  oauthStates: OauthStates
  sessions: Sessions
}

export interface SignInStartOptions {
  /** Outside WeCom the member signs in by scanning a code. */
  insideWecom: boolean
  redirectUri: string
  /** Already checked by safeReturnPath. */
  returnPath: string
  /** The number of failed attempts before this one. */
  attempt: number
}

/** What the browser takes to WeCom. */
export interface SignInStart {
  url: string
  oauthState: string
  /** For a cookie of this browser. */
  sealed: string
}

export type SignInOutcome
  = | { kind: 'signed_in', sessionId: string, userId: string, returnPath: string }
  /** State or code is missing, used, expired or from another browser. Start again, after `attempt` failures. */
    | { kind: 'again', refused: 'state' | 'code', returnPath: string, attempt: number }
  /** The code is valid, but not of a member of this company. */
    | { kind: 'not_a_member' }

export interface SignIn {
  start(options: SignInStartOptions): SignInStart
  /**
   * @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom refuses for a reason other than the code, or
   * fails
   */
  finish(answer: { code: unknown, oauthState: unknown, sealed: unknown }): Promise<SignInOutcome>
}

const MAX_CODE_LENGTH = 512
/** How long a sign-in waits for the member's name, milliseconds. */
const NAME_PATIENCE_MS = 1_000

/** Sign-in by OAuth2 (doc 91022, 91023) and, in an ordinary browser, by scan (doc 98151). */
export function createSignIn(options: SignInOptions): SignIn {
  const { corpId, agentId, oauthBase, ssoBase, wecom, oauthStates, sessions } = options
  return {
    start({ insideWecom, redirectUri, returnPath, attempt }) {
      const { oauthState, sealed } = oauthStates.issue({ returnPath, attempt })
      const target = { corpId, agentId, redirectUri, oauthState }
      const url = insideWecom ? authorizeUrl(oauthBase, target) : scanLoginUrl(ssoBase, target)
      return { url, oauthState, sealed }
    },

    async finish({ code, oauthState, sealed }) {
      const { accepted, pending: { returnPath, attempt } } = await oauthStates.consume(oauthState, sealed)
      const again = (refused: 'state' | 'code') =>
        ({ kind: 'again', refused, returnPath, attempt: attempt + 1 }) as const
      if (!accepted) return again('state')
      if (typeof code !== 'string' || !code || code.length > MAX_CODE_LENGTH) return again('code')

      try {
        const owner = await exchangeCode(wecom, code)
        if (owner.kind === 'stranger') return { kind: 'not_a_member' }
        const { userId } = owner
        const sessionId = await sessions.create({ userId, name: await nameOf(userId) })
        return { kind: 'signed_in', sessionId, userId, returnPath }
      }
      catch (error) {
        if (isRefusal(error, 'bad_code')) return again('code')
        throw error
      }
    },
  }

  /** The name is optional: a member outside the visible range has none, and a slow WeCom must not delay the sign-in. */
  async function nameOf(userId: string): Promise<string | undefined> {
    const name = getMemberName(wecom, userId).catch(() => undefined)
    return Promise.race([name, sleep(NAME_PATIENCE_MS, undefined, { ref: false })])
  }
}
