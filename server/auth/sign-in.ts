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

/** The browser leaves for WeCom with this. */
export interface SignInStart {
  url: string
  oauthState: string
  browserKey: string
}

export type SignInOutcome
  = | { kind: 'signed_in', sessionId: string, returnPath: string }
  /** State or code were missing, used, expired or from elsewhere: start again, `attempt` failures so far. */
    | { kind: 'again', returnPath: string, attempt: number }
  /** The code is genuine but belongs to nobody of this company. */
    | { kind: 'not_a_member' }

export interface SignIn {
  start(options: { insideWecom: boolean, redirectUri: string, returnPath: string, attempt: number }): Promise<SignInStart>
  /** @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom cannot tell who it is, for reasons other than the code */
  finish(answer: { code: unknown, oauthState: unknown, browserKey: unknown }): Promise<SignInOutcome>
}

const MAX_CODE_LENGTH = 512
/** Of the seconds a person waits at most, the name gets this many milliseconds. */
const NAME_PATIENCE_MS = 1_000

/** Sign-in by OAuth2 (doc 91022, 91023) and, in an ordinary browser, by scan (doc 98151). */
export function createSignIn({ corpId, agentId, oauthBase, ssoBase, wecom, oauthStates, sessions }: SignInOptions): SignIn {
  return {
    async start({ insideWecom, redirectUri, returnPath, attempt }) {
      const { oauthState, browserKey } = await oauthStates.issue({ returnPath, attempt })
      const target = { corpId, agentId, redirectUri, oauthState }
      return { url: insideWecom ? authorizeUrl(oauthBase, target) : scanLoginUrl(ssoBase, target), oauthState, browserKey }
    },

    async finish({ code, oauthState, browserKey }) {
      const { accepted, pending } = await oauthStates.consume(oauthState, browserKey)
      const again = { kind: 'again', returnPath: pending?.returnPath ?? '/', attempt: (pending?.attempt ?? 0) + 1 } as const
      if (!accepted || !pending || typeof code !== 'string' || !code || code.length > MAX_CODE_LENGTH) return again

      try {
        const owner = await exchangeCode(wecom, code)
        if (owner.kind === 'stranger') return { kind: 'not_a_member' }
        const name = await nameOf(owner.userId)
        return { kind: 'signed_in', sessionId: await sessions.create({ userId: owner.userId, name }), returnPath: pending.returnPath }
      }
      catch (error) {
        if (isRefusal(error, 'bad_code')) return again
        throw error
      }
    },
  }

  /** The name is a courtesy: a member outside the visible range has none, and WeCom being slow must not stop a sign-in. */
  async function nameOf(userId: string): Promise<string | undefined> {
    const name = getMemberName(wecom, userId).catch(() => undefined)
    return Promise.race([name, sleep(NAME_PATIENCE_MS, undefined, { ref: false })])
  }
}
