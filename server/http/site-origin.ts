import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { useConfig } from '../services/config.ts'

/** The site's origin in the browser. The Host header only selects one of NUXT_SITE_URL; it cannot add another. */
export function siteOriginOf(event: H3Event): string {
  const { siteOrigins } = useConfig()
  const host = getRequestHeader(event, 'host')
  return siteOrigins.find(origin => new URL(origin).host === host) ?? siteOrigins[0]!
}
