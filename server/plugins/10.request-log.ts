import { randomUUID } from 'node:crypto'
import { getResponseStatus } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { useLog } from '../utils/log'

/**
 * One line per request. The route is logged as its pattern: a concrete path would put customer ids into the log, a query
 * codes and states. The request id is ours: a caller's own could forge log lines.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    event.context.requestId = randomUUID()
    event.context.startedAt = performance.now()
  })

  nitro.hooks.hook('afterResponse', (event) => {
    const { requestId, startedAt, member, matchedRoute } = event.context
    useLog().info({
      requestId,
      method: event.method,
      route: matchedRoute?.path ?? 'none',
      status: getResponseStatus(event),
      ms: Math.round(performance.now() - startedAt),
      userId: member?.userId,
    }, 'request')
  })
})
