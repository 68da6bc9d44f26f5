import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** Where a member is sent to sign in. */
export interface SignInUrlOptions {
  corpId: string
  agentId: string
  /** On a trusted domain of the agent. */
  redirectUri: string
  /** Letters and digits, at most 128 (84025). */
  oauthState: string
}

/**
 * Silent sign-in inside WeCom (doc 91022).
 *
 * @param oauthBase such as https://open.weixin.qq.com
 */
export function authorizeUrl(oauthBase: string, { corpId, agentId, redirectUri, oauthState }: SignInUrlOptions): string {
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
 * Scan login in an ordinary browser (doc 98151).
 *
 * @param ssoBase such as https://login.work.weixin.qq.com
 */
export function scanLoginUrl(ssoBase: string, { corpId, agentId, redirectUri, oauthState }: SignInUrlOptions): string {
  const query = new URLSearchParams({
    login_type: 'CorpApp',
    appid: corpId,
    agentid: agentId,
    redirect_uri: redirectUri,
    state: oauthState,
  })
  return `${ssoBase}/wwlogin/sso/login?${query}`
}

/** Who a code belongs to. A member of a linked corp arrives as `CorpId/userid` and is not one of ours. */
export type CodeOwner = { kind: 'member', userId: string } | { kind: 'stranger' }

/** `errcode` is asked for, because without it anything at all would say that the member is a stranger. */
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
