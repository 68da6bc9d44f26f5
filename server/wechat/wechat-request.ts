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
 */
export function createWechatRequest(apiBase: string, fetch: Fetch, clockSkew: ClockSkew): Request {
  return createRequest({ upstream: WECHAT, apiRoot: apiBase, fetch, clockSkew })
}
