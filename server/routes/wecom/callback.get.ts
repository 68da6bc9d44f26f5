import { defineEventHandler, getQuery, setResponseHeader } from 'h3'
import { openRequest } from '../../http/callback.ts'

/** URL verification (doc 90930): the decrypted text itself within a second, no quotes, no newline. */
export default defineEventHandler((event) => {
  const echo = openRequest(event, getQuery(event).echostr)
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return echo
})
