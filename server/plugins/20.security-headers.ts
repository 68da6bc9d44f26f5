import { setResponseHeaders } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { API_CONTENT_SECURITY_POLICY } from '../http/content-security-policy.ts'
import { siteOriginOf } from '../http/site-origin.ts'

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
const HTTPS_ONLY = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** Sets the strictest headers. Pages replace the policy, hashed assets replace the caching. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    const isHttps = siteOriginOf(event).startsWith('https:')
    setResponseHeaders(event, { ...HEADERS, ...isHttps && HTTPS_ONLY })
  })
})
