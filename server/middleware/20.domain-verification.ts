import { defineEventHandler, setResponseHeader } from 'h3'
import { pathOf } from '../http/request-context.ts'
import { useConfig } from '../services/config.ts'

/** `/WW_verify_XXXX.txt`: WeCom fetches it to verify the domain (doc 90315). Exact content, no newline. */
export default defineEventHandler((event) => {
  const code = /^\/WW_verify_([0-9a-zA-Z]+)\.txt$/.exec(pathOf(event))?.[1]
  if (!code || event.method !== 'GET' || !useConfig().domainVerification.includes(code)) return
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return code
})
