import { defineEventHandler } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { isOfApi } from '../http/request-context.ts'
import { requirePlainHead } from '../http/require-plain-head.ts'

/**
 * Leads requests of the API straight to their doors. No file, page or rule for routes is below /api; comparing each
 * request with all of them took as long as reading the session.
 */
export default defineNitroPlugin(({ h3App, router }) => {
  const handler = defineEventHandler((event) => {
    requirePlainHead(event)
    return router.handler(event)
  })
  h3App.use('/', handler, { match: isOfApi })
  // The last one becomes the first.
  h3App.stack.unshift(h3App.stack.pop()!)
})
