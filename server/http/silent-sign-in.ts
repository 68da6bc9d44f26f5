import type { H3Event } from 'h3'
import { headerOf } from './header-of.ts'

/**
 * Whether the browser is WeCom's client (doc 90315), or WeChat on a phone, where members use WeCom's apps too (微信插件):
 * there, OAuth2 signs the member in without a question. It selects the way to sign in and proves nothing.
 */
export function signsInSilently(event: H3Event): boolean {
  const userAgent = headerOf(event, 'user-agent') ?? ''
  const isWechatOnPhone = /micromessenger\/\d/i.test(userAgent) && /android|iphone|ipad/i.test(userAgent)
  return /wxwork\/\d/i.test(userAgent) || isWechatOnPhone
}
