import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** The member who opened a mini program in WeCom. */
export interface SignedInMember {
  corpId: string
  userId: string
  /** 16 bytes in base64; decrypts what WeCom encrypts for this member. Never leaves the server. */
  sessionKey: string
}

const answer = v.object({
  corpid: v.string(),
  userid: v.pipe(v.string(), v.minLength(1)),
  session_key: v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]{22}==$/)),
})

/**
 * Exchanges the code of `wx.qy.login`, which works once and for five minutes (doc 91507). The answer names a member; it
 * contains neither an openid nor a unionid.
 *
 * @throws {UpstreamRefusedError} of class `bad_code` for a used, expired or invented code; of class `token_dead` when
 * the mini program is linked to another app than ours
 */
export async function exchangeMemberCode(client: WecomClient, code: string): Promise<SignedInMember> {
  const { corpid, userid, session_key } = await client.callKeepingToken({
    endpoint: 'miniprogram/jscode2session',
    schema: answer,
    query: { js_code: code, grant_type: 'authorization_code' },
  })
  return { corpId: corpid, userId: userid, sessionKey: session_key }
}
