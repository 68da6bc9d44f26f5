import type { H3Event } from 'h3'
import type { SiteEcho } from '#shared/types/doctor.ts'
import { useConfig } from '../services/config.ts'
import { useServices } from '../services/services.ts'
import { headerOf } from './header-of.ts'

/** Stands for any client: a documentation address (RFC 5737). */
const SOME_CLIENT = '192.0.2.1'

/** Whether the Host header is that of a NUXT_SITE_URL. */
export function isSiteHost(event: H3Event): boolean {
  const host = headerOf(event, 'host')
  return useConfig().siteOrigins.some(origin => new URL(origin).host === host)
}

/** Whether X-Forwarded-For came, and whether the machine that is connected to us may write it. */
export function forwardedOf(event: H3Event, forwardedFor: string | undefined): SiteEcho['forwarded'] {
  if (forwardedFor === undefined) return 'none'
  const remote = event.node.req.socket.remoteAddress ?? ''
  return useServices().clientAddress(remote, SOME_CLIENT) === SOME_CLIENT ? 'trusted' : 'untrusted'
}
