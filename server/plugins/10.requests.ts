import { randomUUID } from 'node:crypto'
import { getResponseStatus, setResponseHeaders } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { isOfApi } from '../http/request-context.ts'
import { logRequest } from '../http/request-log.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { siteOriginOf } from '../http/site-origin.ts'

/**
 * Gives each request an id, and its answer the headers, before anything can answer; and logs it. The error handler logs
 * failed ones. The id is never the caller's, which could forge log lines.
 *
 * Nitro's own steps prepare functions and call hooks that only pages use. Doors do without them.
 */
export default defineNitroPlugin(({ h3App: { options } }) => {
  const { onRequest, onBeforeResponse, onAfterResponse } = options

  options.onRequest = (event) => {
    event.context.requestId = randomUUID()
    event.context.startedAt = performance.now()
    setResponseHeaders(event, securityHeaders(siteOriginOf(event)))
    return isOfApi(event.path) ? undefined : onRequest?.(event)
  }

  options.onBeforeResponse = (event, response) => isOfApi(event.path) ? undefined : onBeforeResponse?.(event, response)

  options.onAfterResponse = (event, response) => {
    const { look, drawing } = event.context
    // The server has asked itself.
    if (!look && !drawing) logRequest(event, { status: getResponseStatus(event) })
    return isOfApi(event.path) ? undefined : onAfterResponse?.(event, response)
  }
})
