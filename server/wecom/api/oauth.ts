import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** The parameters of a sign-in URL. */
export interface SignInUrlOptions {
  corpId: string
  agentId: string
  /** Must be on a trusted domain of the agent. */
  redirectUri: string
  /** Letters and digits, at most 128 (84025). */
  oauthState: string
}

/**
 * The URL of the silent sign-in inside WeCom (doc 91022).
 *
 * @param oauthBase such as https://open.weixin.qq.com
 */
export function authorizeUrl(oauthBase: string, options: SignInUrlOptions): string {
  const { corpId, agentId, redirectUri, oauthState } = options
  const query = new URLSearchParams({
    appid: corpId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'snsapi_base',
    state: oauthState,
    agentid: agentId,
  })
  return `${oauthBase}/connect/oauth2/authorize?${query}#wechat_redirect`
}

/**
 * The URL of the login by QR code in an ordinary browser (doc 98151).
 *
 * @param ssoBase such as https://login.work.weixin.qq.com
 */
export function scanLoginUrl(ssoBase: string, options: SignInUrlOptions): string {
  const { corpId, agentId, redirectUri, oauthState } = options
  const query = new URLSearchParams({
    login_type: 'CorpApp',
    appid: corpId,
    agentid: agentId,
    redirect_uri: redirectUri,
    state: oauthState,
  })
  return `${ssoBase}/wwlogin/sso/login?${query}`
}

/** The person who signed in. A member of a linked corp has a userid like `CorpId/userid` and is a stranger here. */
export type CodeOwner = { kind: 'member', userId: string } | { kind: 'stranger' }

/** `errcode` must be there: without this check, any object would mean that the person is a stranger. */
const answer = v.object({ errcode: v.literal(0), userid: v.optional(v.string()) })

/**
 * Exchanges a code, which works once and for five minutes (doc 91023).
 *
 * @throws {UpstreamRefusedError} of class `bad_code` for a used, expired or invented code
 */
export async function exchangeCode(client: WecomClient, code: string): Promise<CodeOwner> {
  const { userid } = await client.call({ endpoint: 'auth/getuserinfo', schema: answer, query: { code } })
  return userid && !userid.includes('/') ? { kind: 'member', userId: userid } : { kind: 'stranger' }
}
