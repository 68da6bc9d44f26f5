const MAX_LENGTH = 8_192

/**
 * Whether a URL is a page of ours that may be signed. Signing anything else would let a foreign page act as our app
 * inside WeCom. The text must be exactly what a browser reports as `location.href` without fragment: a URL that merely
 * parses to our origin (backslashes, upper-case host, missing path, user@host) is none of ours.
 *
 * @param siteOrigins NUXT_SITE_URL, normalised origins
 */
export function isSiteUrl(url: unknown, siteOrigins: readonly string[]): url is string {
  if (typeof url !== 'string' || url.length > MAX_LENGTH || /#|%00/.test(url)) return false
  return siteOrigins.some(origin => url.startsWith(`${origin}/`)) && URL.canParse(url) && new URL(url).href === url
}
