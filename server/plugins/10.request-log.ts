import { randomUUID } from 'node:crypto'
import { getResponseStatus } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { logRequest } from '../http/request-log.ts'

/**
 * Gives each request an id and logs it; the error handler logs failed ones. The id is never the caller's, which could
 * forge log lines.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    event.context.requestId = randomUUID()
    event.context.startedAt = performance.now()
  })

  nitro.hooks.hook('afterResponse', (event) => {
    const { look, drawing } = event.context
    // The server has asked itself.
    if (!look && !drawing) logRequest(event, { status: getResponseStatus(event) })
  })
})
