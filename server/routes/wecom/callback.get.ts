import { getQuery, setResponseHeader } from 'h3'
import { openCallback } from '../../http/callback.ts'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'URL verification (doc 90930): the decrypted text itself, without quotes and newline.',
  who: 'wecom',
  answer: 'page',
  errors: ['invalid_request', 'not_found'],
}, async ({ event, services }) => {
  const echo = await openCallback(event, services, callbacks => callbacks.readEcho(getQuery(event)))
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return echo
})
