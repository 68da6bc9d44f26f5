/** Hosts of WeChat's and WeCom's avatars. The page's content security policy allows no others. */
const AVATAR_HOSTS = /(?:^|\.)(?:qlogo\.cn|qpic\.cn)$/

/**
 * Makes a link safe to show. http becomes https.
 *
 * @returns undefined for all other links: `javascript:`, `data:`, `weixin:`, relative, with credentials that disguise
 * the host
 */
export function safeWebUrl(raw: string): string | undefined {
  const url = URL.parse(raw)
  if (!url || url.username || url.password || !url.hostname) return undefined
  if (url.protocol === 'http:' && !url.port) url.protocol = 'https:'
  return url.protocol === 'https:' ? url.href : undefined
}

/**
 * The https address of an avatar on WeChat's image hosts; WeCom still sends some as http. Others are undefined, also
 * those with a port, which the page's policy does not allow.
 */
export function safeAvatarUrl(raw: string | undefined): string | undefined {
  const url = raw ? safeWebUrl(raw) : undefined
  // Without a port, `host` is the name of the host.
  return url && AVATAR_HOSTS.test(new URL(url).host) ? url : undefined
}
