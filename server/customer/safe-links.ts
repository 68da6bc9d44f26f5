/** Hosts WeChat and WeCom serve avatars from; the page's content security policy allows no others. */
const AVATAR_HOSTS = /(?:^|\.)(?:qlogo\.cn|qpic\.cn)$/

/**
 * A link that is safe to show: https, http raised to https. Everything else (`javascript:`, `data:`, `weixin:`, relative,
 * with credentials that disguise the host) is undefined.
 */
export function safeWebUrl(raw: string): string | undefined {
  if (!URL.canParse(raw)) return undefined
  const url = new URL(raw)
  if (url.username || url.password || !url.hostname) return undefined
  if (url.protocol === 'http:' && !url.port) url.protocol = 'https:'
  return url.protocol === 'https:' ? url.href : undefined
}

/** An avatar's address on https, from WeChat's own image hosts only. WeCom still sends some as http. */
export function safeAvatarUrl(raw: string | undefined): string | undefined {
  const url = raw ? safeWebUrl(raw) : undefined
  return url && AVATAR_HOSTS.test(new URL(url).hostname) ? url : undefined
}
