import { defineEventHandler, getRequestHeader } from 'h3'
import { useConfig } from '../utils/config'
import { pathOf } from '../utils/request-context'
import { AppError } from '../errors/app-error.ts'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']
/** Called by mini programs and other servers, who send no Origin. These doors look at no cookie: a foreign page gains nothing. */
const WITHOUT_COOKIES = /^\/(?:wecom\/callback|api\/mini-program\/(?:session|user-info|member-session|member)|api\/official-account\/users|api\/payments\/open-id|api\/identities(?:\/[\w-]+)?)$/

/** Changes come from our own pages only: a browser always tells where a request comes from, and cannot be made to lie. */
export default defineEventHandler((event) => {
  if (HARMLESS.includes(event.method) || WITHOUT_COOKIES.test(pathOf(event))) return
  const origin = getRequestHeader(event, 'origin')
  const site = getRequestHeader(event, 'sec-fetch-site')
  const trusted = origin !== undefined && useConfig().siteOrigins.includes(origin) && (site === undefined || site === 'same-origin')
  if (!trusted) throw new AppError('cross_site_request')
})
