import { defineNitroPlugin } from 'nitropack/runtime'
import { HttpApiError } from '../utils/http-error'

/**
 * Whatever no route claimed ends at the page renderer, whose own 404 costs fifty times a static one: a cheap way to stop
 * a server. Only requests that the page middleware has prepared are rendered.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:before', ({ event }) => {
    if (!event.context.page) throw new HttpApiError('not_found')
  })
})
