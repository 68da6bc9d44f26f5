import { getQuery, setResponseHeader } from 'h3'
import { answerCard } from '../../http/answer-card.ts'
import { receiveBody } from '../../http/body.ts'
import { openCallback } from '../../http/callback.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { inTime } from '../../http/in-time.ts'

/**
 * An event deletes cached data, waits in the database for what else it does, or changes a reminder. Without the
 * database, WeCom has to send it again.
 */
export default defineDoor({
  does: 'Receives an event of WeCom (doc 92130, 90240).',
  who: 'wecom',
  answer: 'page',
  errors: [
    'invalid_request', 'not_found', 'store_unavailable',
    'wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable',
  ],
}, async ({ event, services }) => {
  const received = await openCallback(event, services, async (callbacks) => {
    const body = await receiveBody(event)
    return callbacks.readEvent(getQuery(event), body?.toString())
  })
  if (received) {
    services.forgetOnEvent(received.event)
    services.doctor.evidence.note('callback-event', received.event.kind)
    // Only this is limited: a slow sender is not the database's failure.
    await inTime(services.callbackEvents.receive(received.event), 'store')
    if (received.event.kind === 'card') await inTime(answerCard(event, received.event), 'store')
    await received.settle()
  }
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return 'success'
})
