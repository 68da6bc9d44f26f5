import { defineNitroPlugin } from 'nitropack/runtime'
import { AppError } from '../errors/app-error.ts'
import { requireOwnPage } from '../http/door/own-page.ts'

/**
 * Every request that no route takes ends at the page renderer, whose own 404 costs fifty times a static one: a cheap way
 * to stop a server. Only requests that the page middleware has prepared are rendered.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:before', ({ event }) => {
    if (event.context.page) return
    requireOwnPage(event, 'browser')
    throw new AppError(event.method === 'GET' || event.method === 'HEAD' ? 'not_found' : 'method_not_allowed')
  })
})
