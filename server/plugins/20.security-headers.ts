import { setResponseHeaders } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { securityHeaders } from '../http/security-headers.ts'
import { siteOriginOf } from '../http/site-origin.ts'

/** Sets the headers before anything can answer. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', event => setResponseHeaders(event, securityHeaders(siteOriginOf(event))))
})
