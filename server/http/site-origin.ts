import type { H3Event } from 'h3'
import { useConfig } from '../services/config.ts'
import { headerOf } from './header-of.ts'

/** By host. Made once: every request asks, and reading a URL is not cheap. */
let origins: ReadonlyMap<string | undefined, string> | undefined

/** The site's origin in the browser. The Host header only selects one of NUXT_SITE_URL; it cannot add another. */
export function siteOriginOf(event: H3Event): string {
  const { siteOrigins } = useConfig()
  origins ??= new Map(siteOrigins.toReversed().map(origin => [new URL(origin).host, origin]))
  return origins.get(headerOf(event, 'host')) ?? siteOrigins[0]!
}
