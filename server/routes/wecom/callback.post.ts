import { getQuery, setResponseHeader } from 'h3'
import { receiveBody } from '../../http/body.ts'
import { openCallback } from '../../http/callback.ts'
import { defineDoor } from '../../http/door/define-door.ts'

/** Answers at once: an event only deletes cached data. */
export default defineDoor({
  does: 'Receives an event of WeCom (doc 92130).',
  who: 'wecom',
  answer: 'page',
  errors: ['invalid_request', 'not_found'],
}, async ({ event, services }) => {
  const received = await openCallback(event, services, async (callbacks) => {
    const body = await receiveBody(event)
    return callbacks.readEvent(getQuery(event), body?.toString())
  })
  if (received) {
    services.forgetOnEvent(received)
    services.doctor.evidence.note('callback-event', received.kind)
  }
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return 'success'
})
