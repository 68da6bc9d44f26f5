/** agentConfig exists since 2.5.0 (doc 94313): below it no application can identify itself to the client. */
export const OLDEST_CLIENT = '2.5.0'

/** getContext exists since 3.0.24 (doc 94315), and agentConfig works without a prior config. */
export const CURRENT_CLIENT = '3.0.24'

/**
 * @param userAgent `navigator.userAgent` or the request header; WeCom's also contains MicroMessenger (doc 90315)
 * @returns the client's version such as `4.1.36`, or undefined outside WeCom
 */
export function wecomVersionOf(userAgent: string): string | undefined {
  return /wxwork\/([\d.]+)/i.exec(userAgent)?.[1]
}

/**
 * @param version dotted numbers; a missing part counts as 0
 * @param needed dotted numbers to compare with
 * @returns whether `version` is older than `needed`
 */
export function isOlderThan(version: string, needed: string): boolean {
  const parts = version.split('.').map(Number)
  const floor = needed.split('.').map(Number)
  for (const [index, minimum] of floor.entries()) {
    const part = parts[index] || 0
    if (part !== minimum) return part < minimum
  }
  return false
}

/** @returns whether it is a client that can identify this page: the page waits for what it says */
export function isUsableClient(userAgent: string): boolean {
  const version = wecomVersionOf(userAgent)
  return !!version && !isOlderThan(version, OLDEST_CLIENT)
}

/** @returns whether it is a phone or a tablet; some APIs exist on those only */
export function isPhone(userAgent: string): boolean {
  return /Android|iPhone|iPad|iPod/i.test(userAgent)
}

/** @returns whether sendChatMessage works where the page was opened as an attachment (since 3.1.6, not on a Mac) */
export function sendsAsAttachment(userAgent: string): boolean {
  const version = wecomVersionOf(userAgent)
  const isMac = /Macintosh|Mac OS X/.test(userAgent) && !isPhone(userAgent)
  return !!version && !isOlderThan(version, '3.1.6') && !isMac
}
