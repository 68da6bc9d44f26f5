import type { ClockSkew } from '../upstream/clock-skew.ts'
import { createRequest } from '../upstream/request.ts'
import type { Request } from '../upstream/request.ts'
import type { Fetch } from '../upstream/transport.ts'
import { WECHAT } from './wechat-upstream.ts'

/**
 * Calls api.weixin.qq.com. Repeats no call: WeChat accepts a code once, even if its answer is lost.
 *
 * @param apiBase for example https://api.weixin.qq.com
 * @param clockSkew receives the date of every answer
 * @param upstream what its refusals mean
 */
export function createWechatRequest(
  apiBase: string, fetch: Fetch, clockSkew: ClockSkew, upstream = WECHAT,
): Request {
  return createRequest({ upstream, apiRoot: apiBase, fetch, clockSkew })
}
