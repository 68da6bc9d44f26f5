import { setTimeout as sleep } from 'node:timers/promises'
import type { WecomClient } from '../wecom/client.ts'
import { getMember } from '../wecom/api/member.ts'
import type { Member } from '../wecom/api/member.ts'
import { authorizeUrl, exchangeCode, scanLoginUrl } from '../wecom/api/oauth.ts'
import type { OauthStates } from './oauth-states.ts'
import type { Sessions } from './sessions.ts'
import type { Standings } from './standings.ts'
import { isRefusal } from '../upstream/upstream-error.ts'

export interface SignInOptions {
  corpId: string
  agentId: string
  oauthBase: string
  ssoBase: string
  wecom: WecomClient
  oauthStates: OauthStates
  sessions: Sessions
  standings: Standings
}

export interface SignInStartOptions {
  /** Without a question to the member; elsewhere the member scans a code. */
  isSilent: boolean
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
  /** State or code is missing, expired or from another browser. Start again, after `attempt` failures. */
    | { kind: 'again', refused: 'state' | 'code', returnPath: string, attempt: number }
  /** This browser came here before with this state: some web views open the address twice. The page decides. */
    | { kind: 'used', returnPath: string }
  /** The code is valid, but not of an active member of this company. */
    | { kind: 'not_a_member' }

export interface SignIn {
  start(options: SignInStartOptions): SignInStart
  /** The page that a sign-in of this browser returns to; the start page for any other state. */
  returnPathOf(answer: Pick<SignInAnswer, 'oauthState' | 'sealed'>): string
  /**
   * @param countFailures runs the part that costs a call of WeCom, and counts it when WeCom refuses the code
   * @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom refuses for a reason other than the code, or
   * fails
   * @throws what `countFailures` throws
   */
  finish(answer: SignInAnswer, countFailures: CountFailures): Promise<SignInOutcome>
}

/** What the browser brings back from WeCom; nothing in it is trusted. */
export interface SignInAnswer {
  code: unknown
  oauthState: unknown
  sealed: unknown
  userAgent?: string
}

type CountFailures = <T>(work: () => Promise<T>) => Promise<T>

const MAX_CODE_LENGTH = 512
/** How long a sign-in waits for the member's name and status, milliseconds. */
const MEMBER_PATIENCE_MS = 1_000

/** Sign-in by OAuth2 (doc 91022, 91023) and, in an ordinary browser, by scan (doc 98151). */
export function createSignIn(options: SignInOptions): SignIn {
  const { corpId, agentId, oauthBase, ssoBase, wecom, oauthStates, sessions, standings } = options
  return {
    start({ isSilent, redirectUri, returnPath, attempt }) {
      const { oauthState, sealed } = oauthStates.issue({ returnPath, attempt })
      const target = { corpId, agentId, redirectUri, oauthState }
      const url = isSilent ? authorizeUrl(oauthBase, target) : scanLoginUrl(ssoBase, target)
      return { url, oauthState, sealed }
    },

    returnPathOf: ({ oauthState, sealed }) => oauthStates.read(oauthState, sealed).pending.returnPath,

    async finish({ code, oauthState, sealed, userAgent }, countFailures) {
      const { ours, pending: { returnPath, attempt } } = oauthStates.read(oauthState, sealed)
      const again = (refused: 'state' | 'code') =>
        ({ kind: 'again', refused, returnPath, attempt: attempt + 1 }) as const
      if (!ours) return again('state')
      if (typeof code !== 'string' || !code || code.length > MAX_CODE_LENGTH) return again('code')

      try {
        const owner = await countFailures(async () => await oauthStates.use(oauthState)
          ? exchangeCode(wecom, code)
          : undefined)
        if (!owner) return { kind: 'used', returnPath }
        if (owner.kind === 'stranger') return { kind: 'not_a_member' }
        const { userId } = owner
        const member = await memberOf(userId)
        if (member?.active === false) return { kind: 'not_a_member' }
        await standings.confirm(userId)
        const sessionId = await sessions.create({ userId, name: member?.name }, userAgent)
        return { kind: 'signed_in', sessionId, userId, returnPath }
      }
      catch (error) {
        if (isRefusal(error, 'bad_code')) return again('code')
        throw error
      }
    },
  }

  /**
   * Optional: the app may not be allowed to see the member, and a slow WeCom must not delay the sign-in.
   */
  async function memberOf(userId: string): Promise<Member | undefined> {
    const gone = { name: '', active: false }
    const member = getMember(wecom, userId).catch(error => isRefusal(error, 'no_member') ? gone : undefined)
    return Promise.race([member, sleep(MEMBER_PATIENCE_MS, undefined, { ref: false })])
  }
}
