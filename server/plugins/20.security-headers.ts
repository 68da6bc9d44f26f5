import { setResponseHeaders } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { API_CONTENT_SECURITY_POLICY } from '../http/content-security-policy.ts'
import { useConfig } from '../services/config.ts'

/** Sets the strictest headers. Pages replace the policy, hashed assets replace the caching. */
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
