import * as v from 'valibot'
import { shareRefusals } from '../upstream/credentials/shared-refusal.ts'
import type { Request } from '../upstream/request.ts'
import type { Vault } from '../storage/vault.ts'
import { appKey } from './app-credentials.ts'
import type { AppCredentials } from './app-credentials.ts'
import { concernsWholeApp } from './refusals.ts'
import { WECHAT_OAUTH } from './wechat-upstream.ts'

/** A person who signed in to a website, to a mobile app or on a page of an official account. */
export interface OauthUser {
  openId: string
  /** Only when the app belongs to an open-platform account, and the person was asked. */
  unionId?: string
  /** A virtual account of the snapshot mode (快照页). Its ids belong to no person. */
  isSnapshot: boolean
}

/** Scopes whose token may read the person. With `snsapi_base` WeChat tells the openid only. */
const READING_SCOPES = ['snsapi_userinfo', 'snsapi_login']

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
const unionid = v.optional(v.union([v.literal(''), id]))
const exchanged = v.object({
  access_token: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  openid: id,
  scope: v.optional(v.string(), ''),
  unionid,
  is_snapshotuser: v.optional(v.number(), 0),
})
const userInfo = v.object({ openid: id, unionid })

/**
 * Exchanges a code, which works once and for five minutes. The token of the person stays in this call: it is used only
 * to ask for a unionid that is missing, and then forgotten.
 *
 * @throws {UpstreamRefusedError} of class `bad_code`, `used_code`, `busy` …
 * @throws {UpstreamUnavailableError}
 */
export type ExchangeOauthCode = (app: AppCredentials, code: string) => Promise<OauthUser>

export interface OauthOptions {
  /** Calls WECHAT_OAUTH. */
  request: Request
  /** Where `request` calls. */
  apiBase: string
  /** Shared by all processes: after WeChat has refused an app's set-up, none calls it for a while. */
  vault: Vault
  /** Called when the unionid could not be read. The code is used up, so the sign-in goes on without it. */
  onUnionIdFailure: (error: unknown) => void
}

export function createOauth({ request, apiBase, vault, onUnionIdFailure }: OauthOptions): ExchangeOauthCode {
  async function exchange({ appId, secret }: AppCredentials, code: string): Promise<OauthUser> {
    const query = { appid: appId, secret, code, grant_type: 'authorization_code' }
    const answer = await request({ endpoint: 'sns/oauth2/access_token', schema: exchanged, query })
    const { access_token: token, openid: openId, scope, is_snapshotuser: snapshot } = answer
    const isSnapshot = snapshot !== 0
    const mayRead = !isSnapshot && scope.split(',').some(one => READING_SCOPES.includes(one))
    const unionId = answer.unionid || (mayRead ? await readUnionId(token, openId) : undefined)
    return { openId, unionId, isSnapshot }
  }

  async function readUnionId(token: string, openId: string): Promise<string | undefined> {
    try {
      const query = { access_token: token, openid: openId, lang: 'zh_CN' }
      const { openid, unionid } = await request({ endpoint: 'sns/userinfo', schema: userInfo, query })
      return openid === openId && unionid ? unionid : undefined
    }
    catch (error) {
      onUnionIdFailure(error)
      return undefined
    }
  }

  return (app, code) => {
    const key = `${appKey(apiBase, app)}:oauth`
    const about = { upstream: WECHAT_OAUTH, key, vault, isFinal: concernsWholeApp }
    return shareRefusals(about, () => exchange(app, code))()
  }
}
