import { defineEventHandler, readRawBody, setResponseHeader } from 'h3'
import { readEvent } from '../../http/callback.ts'
import { useServices } from '../../services/services.ts'

/** Events (doc 92130). Answered at once: all they do is make us forget what we knew. */
export default defineEventHandler(async (event) => {
  useServices().applyCallbackEvent(readEvent(event, await readRawBody(event)))
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return 'success'
})
