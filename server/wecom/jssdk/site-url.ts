const MAX_LENGTH = 8_192

/**
 * Whether a URL is a page of this site and may be signed. With a signature for another URL, a foreign page could act as
 * our app inside WeCom. The text must be exactly what a browser reports as `location.href` without fragment. Other
 * spellings that parse to our origin (backslashes, upper-case host, missing path, user@host) are refused.
 *
 * @param siteOrigins NUXT_SITE_URL, normalised origins
 */
export function isSiteUrl(url: unknown, siteOrigins: readonly string[]): url is string {
  if (typeof url !== 'string' || url.length > MAX_LENGTH || /#|%00/.test(url)) return false
  return siteOrigins.some(origin => url.startsWith(`${origin}/`)) && URL.parse(url)?.href === url
}
