import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Request } from '../upstream/request.ts'
import { shareRefusals } from '../upstream/credentials/shared-refusal.ts'
import { appKey } from './app-credentials.ts'
import type { AppCredentials } from './app-credentials.ts'
import { concernsWholeApp } from './refusals.ts'
import { WECHAT } from './wechat-upstream.ts'

/** A user who signed in to a mini program. */
export interface MiniProgramUser {
  openId: string
  /** Only when the mini program belongs to an open-platform account. */
  unionId?: string
  /** 16 bytes in base64; decrypts what WeChat encrypts for this user. Never leaves the server. */
  sessionKey: string
}

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
const answer = v.object({
  openid: id,
  session_key: v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]{22}==$/)),
  unionid: v.optional(v.union([v.literal(''), id])),
})

/**
 * Exchanges the code of `wx.login`, which works once and for five minutes (code2Session).
 *
 * @throws {UpstreamRefusedError} of class `bad_code`, `used_code`, `blocked_user`, `busy` …
 * @throws {UpstreamUnavailableError}
 */
export async function codeToSession(request: Request, app: AppCredentials, code: string): Promise<MiniProgramUser> {
  const query = { appid: app.appId, secret: app.secret, js_code: code, grant_type: 'authorization_code' }
  const { openid, session_key, unionid } = await request({ endpoint: 'sns/jscode2session', schema: answer, query })
  return { openId: openid, unionId: unionid || undefined, sessionKey: session_key }
}

/** Like `codeToSession`; throws the same. */
export type ExchangeCode = (app: AppCredentials, code: string) => Promise<MiniProgramUser>

/**
 * Exchanges codes. After WeChat has refused an app's set-up, no process calls it for that app for half a minute: anyone
 * may send sign-in requests, and WeChat blocks the IP of a server that repeats a wrong secret.
 *
 * @param apiBase where `request` calls
 * @param vault shared by all processes
 */
export function createExchangeCode(request: Request, apiBase: string, vault: Vault): ExchangeCode {
  return (app, code) => {
    const key = `${appKey(apiBase, app)}:code`
    const fetch = () => codeToSession(request, app, code)
    return shareRefusals({ upstream: WECHAT, key, vault, isFinal: concernsWholeApp }, fetch)()
  }
}
