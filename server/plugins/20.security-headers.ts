import { setResponseHeaders } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { useConfig } from '../services/config.ts'
import { API_CONTENT_SECURITY_POLICY } from '../http/content-security-policy.ts'

/** The strictest set first; a page relaxes its own policy, hashed assets their own caching. */
export default defineNitroPlugin((nitro) => {
  const isHttps = useConfig().siteOrigins.every(origin => origin.startsWith('https:'))
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': API_CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...isHttps && { 'strict-transport-security': 'max-age=31536000' },
  }
  nitro.hooks.hook('request', event => setResponseHeaders(event, headers))
})
