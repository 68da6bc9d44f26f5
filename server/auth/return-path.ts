/** The page for a member whose `return_to` is not acceptable. */
const HOME = '/'
/** It travels in a cookie. */
const MAX_LENGTH = 1_000
/** Paths that would start the sign-in again, or show data instead of a page. */
const NOT_PAGES = /^\/(?:auth|api|wecom)(?:\/|$)/i

/**
 * The page to return to after sign-in: a path of this site, or the start page if the value is doubtful.
 *
 * @param wanted the untrusted value of `return_to`
 * @param siteOrigin one of NUXT_SITE_URL
 * @returns path with query and fragment, which never leads to another site
 */
export function safeReturnPath(wanted: unknown, siteOrigin: string): string {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH || !wanted.startsWith('/')) return HOME
  if (!URL.canParse(wanted, siteOrigin)) return HOME
  const url = new URL(wanted, siteOrigin)
  const path = url.pathname + url.search + url.hash
  // "/.//evil.example" parses to our origin with the path "//evil.example", which a browser would read as a host.
  if (url.origin !== siteOrigin || path.startsWith('//') || NOT_PAGES.test(url.pathname)) return HOME
  return path
}
