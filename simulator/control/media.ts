import { createError, defineEventHandler, getRouterParam, setResponseHeaders } from 'h3'
import type { World } from '../world/world.ts'

/** An uploaded file, for the shell. Only pictures are shown; a browser must not run anything else. */
export function sendMedia(world: World) {
  return defineEventHandler((event) => {
    const media = world.media.find(getRouterParam(event, 'id'))
    if (!media) throw createError({ statusCode: 404, statusMessage: 'Not Found', message: 'No such file' })
    setResponseHeaders(event, {
      'content-type': media.contentType,
      'x-content-type-options': 'nosniff',
      'content-disposition': media.type === 'image' ? 'inline' : 'attachment',
    })
    return media.content
  })
}
