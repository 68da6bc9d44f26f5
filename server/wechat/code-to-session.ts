import * as v from 'valibot'
import type { Request } from '../wecom/call/request.ts'

/** Who signed in to a mini program. */
export interface MiniProgramUser {
  openId: string
  /** Only when the mini program belongs to an open-platform account. */
  unionId?: string
  /** 16 bytes in base64: opens what WeChat encrypts for this user. Never leaves the server. */
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
 * @throws {WechatApiError} `invalid_code`, `used_code`, `blocked_user`, `busy` …
 * @throws {WechatUnavailableError}
 */
export async function codeToSession(request: Request, app: { appId: string, secret: string }, code: string): Promise<MiniProgramUser> {
  const query = { appid: app.appId, secret: app.secret, js_code: code, grant_type: 'authorization_code' }
  const { openid, session_key, unionid } = await request({ endpoint: 'sns/jscode2session', schema: answer, query })
  return { openId: openid, unionId: unionid || undefined, sessionKey: session_key }
}
