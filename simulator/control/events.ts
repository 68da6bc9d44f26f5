import { createEventStream, defineEventHandler } from 'h3'
import type { World } from '../world/world.ts'

/** Server-sent events: first `ready`, then `notice` (world/notices.ts) and `request` (a line of the request log). */
export function eventStream(world: World) {
  return defineEventHandler((event) => {
    const stream = createEventStream(event)
    const push = (name: string, data: unknown) => void stream.push({ event: name, data: JSON.stringify(data) })
    const stops = [
      world.notices.onSend(notice => push('notice', notice)),
      world.log.onAdd(request => push('request', request)),
    ]
    stream.onClosed(() => {
      stops.forEach(stop => stop())
      return stream.close()
    })
    push('ready', {})
    return stream.send()
  })
}
