import { setResponseHeader } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { AppError } from '../errors/app-error.ts'
import { allowedMethods } from '../http/allowed-methods.ts'
import { requireOwnPage } from '../http/door/own-page.ts'

/**
 * Renders only requests that the page middleware has prepared. All requests without a route arrive at the page
 * renderer. Its own 404 costs fifty times as much as a static one, so an attacker could overload the server cheaply.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:before', ({ event }) => {
    if (event.context.page) return
    requireOwnPage(event, 'browser')
    const allowed = allowedMethods(event)
    // A page for admins accepts GET, but does not exist for others.
    if (allowed.length === 0 || allowed.includes(event.method)) throw new AppError('not_found')
    setResponseHeader(event, 'allow', allowed.join(', '))
    throw new AppError('method_not_allowed')
  })
})
