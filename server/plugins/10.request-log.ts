import { randomUUID } from 'node:crypto'
import { getResponseStatus } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { logRequest } from '../http/request-log.ts'

/** Names and times each request; failed ones are logged by the error handler. The id is ours: a caller's own could forge log lines. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    event.context.requestId = randomUUID()
    event.context.startedAt = performance.now()
  })

  nitro.hooks.hook('afterResponse', event => logRequest(event, { status: getResponseStatus(event) }))
})
