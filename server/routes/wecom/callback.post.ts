import { getQuery, readRawBody, setResponseHeader } from 'h3'
import { requireCallbacks } from '../../http/callback.ts'
import { defineDoor } from '../../http/door/define-door.ts'

/** Answers at once: an event only deletes cached data. */
export default defineDoor({
  does: 'Receives an event of WeCom (doc 92130).',
  who: 'wecom',
  answer: 'page',
  errors: ['invalid_request', 'not_found'],
}, async ({ event, services }) => {
  const received = await requireCallbacks(services).readEvent(getQuery(event), await readRawBody(event))
  if (received) services.forgetOnEvent(received)
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return 'success'
})
