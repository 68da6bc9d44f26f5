import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { useConfig } from '../services/config.ts'

/**
 * The origin under which the browser sees us. Always one of NUXT_SITE_URL: the Host header only chooses among them, it
 * can never introduce another one.
 */
export function siteOriginOf(event: H3Event): string {
  const { siteOrigins } = useConfig()
  const host = getRequestHeader(event, 'host')
  return siteOrigins.find(origin => new URL(origin).host === host) ?? siteOrigins[0]!
}
