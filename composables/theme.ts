/**
 * Android clients ignore prefers-color-scheme and tell the theme in the user agent only (doc 94555).
 *
 * @returns undefined where the user agent is silent and the media query decides
 */
export function themeOf(userAgent: string): 'light' | 'dark' | undefined {
  const scheme = /\bColorScheme\/(light|dark)\b/i.exec(userAgent)?.[1]?.toLowerCase()
  return scheme === 'light' || scheme === 'dark' ? scheme : undefined
}
