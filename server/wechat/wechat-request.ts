import { createClockSkew } from '../wecom/call/clock-skew.ts'
import type { Clock } from '../wecom/call/clock.ts'
import { WecomApiError, WecomUnavailableError } from '../wecom/call/errors.ts'
import { createRequest } from '../wecom/call/request.ts'
import type { Request } from '../wecom/call/request.ts'
import type { Fetch } from '../wecom/call/transport.ts'
import { WechatApiError, WechatUnavailableError } from './errors.ts'

/**
 * Calls api.weixin.qq.com, whose wire rules are WeCom's: deadline, limit and schema are the same, the errors are its own.
 * Nothing is tried again: a code that was received once is used up, whether or not we saw the answer.
 *
 * @param apiBase such as https://api.weixin.qq.com
 * @returns throws {WechatApiError | WechatUnavailableError}
 */
export function createWechatRequest(apiBase: string, fetch: Fetch, clock: Clock): Request {
  const request = createRequest(apiBase, fetch, createClockSkew(clock))
  return call => asWechat(request(call))
}

/** What WeCom's machinery says of a call, as WeChat's word: an admin looks for the mistake elsewhere. */
export async function asWechat<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  }
  catch (error) {
    if (error instanceof WecomApiError) throw new WechatApiError(error.endpoint, error.errcode)
    if (error instanceof WecomUnavailableError) throw new WechatUnavailableError(error.endpoint, error.reason)
    throw error
  }
}
