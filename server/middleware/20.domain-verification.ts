import { defineEventHandler, setResponseHeader } from 'h3'
import { useConfig } from '../services/config.ts'
import { pathOf } from '../http/request-context.ts'

/** `/WW_verify_XXXX.txt`: WeCom fetches it to see that the domain is ours (doc 90315); exact content, no newline. */
export default defineEventHandler((event) => {
  const code = /^\/WW_verify_([0-9a-zA-Z]+)\.txt$/.exec(pathOf(event))?.[1]
  if (!code || event.method !== 'GET' || !useConfig().domainVerification.includes(code)) return
  setResponseHeader(event, 'content-type', 'text/plain; charset=utf-8')
  return code
})
