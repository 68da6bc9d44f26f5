import { API_CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': API_CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
/** For an https origin, and the hosts below it: they should hold nothing else. */
const HTTPS_HEADERS = { ...HEADERS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/**
 * The strictest headers, for every answer. Pages replace the policy, hashed assets replace the caching.
 *
 * @param origin of the site in the browser
 */
export function securityHeaders(origin: string): Readonly<Record<string, string>> {
  return origin.startsWith('https:') ? HTTPS_HEADERS : HEADERS
}
