import * as v from 'valibot'
import type { WithToken } from '../upstream/credentials/credential-cache.ts'
import type { Request } from '../upstream/request.ts'

/** What WeChat tells an official account about a user. */
export interface OfficialAccountUser {
  /** If false, WeChat tells nothing else. */
  isSubscribed: boolean
  /** Only when the official account belongs to an open-platform account. */
  unionId?: string
}

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
const answer = v.object({
  subscribe: v.picklist([0, 1]),
  openid: id,
  unionid: v.optional(v.union([v.literal(''), id])),
})

/**
 * The user with this openid of an official account (cgi-bin/user/info).
 *
 * @throws {UpstreamRefusedError} of class `unknown_open_id`, `busy` …
 * @throws {UpstreamUnavailableError}
 */
export async function getOfficialAccountUser(
  request: Request,
  withToken: WithToken,
  openId: string,
): Promise<OfficialAccountUser> {
  const { subscribe, unionid } = await withToken(token => request({
    endpoint: 'cgi-bin/user/info',
    schema: answer,
    query: { access_token: token, openid: openId, lang: 'zh_CN' },
  }))
  return { isSubscribed: subscribe === 1, unionId: unionid || undefined }
}
