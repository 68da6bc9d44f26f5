/** It travels in a cookie. */
const MAX_LENGTH = 1_000

/** The parameters with which the browser returns to the page. */
export const TICKET_PARAMETER = 'wechat_ticket'
export const ERROR_PARAMETER = 'wechat_error'

/**
 * The page to return to after a sign-in with WeChat: on one of the origins, without our own parameters, with which a
 * link of an attacker could sign somebody in as the attacker.
 *
 * @param wanted the untrusted value of `return_to`
 * @param origins of the app's pages
 * @returns undefined when it is not acceptable
 */
export function safeReturnUrl(wanted: string, origins: readonly string[]): string | undefined {
  const url = URL.parse(wanted)
  // The origin of a blob: address is that of the page which made it, so only the text itself is certain.
  if (!url || !origins.some(origin => url.href.startsWith(`${origin}/`))) return undefined
  if (url.href.length > MAX_LENGTH) return undefined
  if (url.searchParams.has(TICKET_PARAMETER) || url.searchParams.has(ERROR_PARAMETER)) return undefined
  return url.href
}

/** Adds a parameter; the rest stays as the page has written it. @param value letters and digits */
export function withParameter(returnUrl: string, name: string, value: string): string {
  const { origin, pathname, search, hash } = new URL(returnUrl)
  return `${origin}${pathname}${search ? `${search}&` : '?'}${name}=${value}${hash}`
}
