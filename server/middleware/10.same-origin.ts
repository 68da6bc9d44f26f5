import { defineEventHandler, getRequestHeader } from 'h3'
import { useConfig } from '../utils/config'
import { HttpApiError } from '../utils/http-error'
import { pathOf } from '../utils/request-context'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']
/** Called by mini programs and by WeCom, who send no Origin. These doors look at no cookie: a foreign page gains nothing. */
const WITHOUT_COOKIES = ['/api/mini-program/session', '/api/mini-program/user-info', '/wecom/callback']

/** Changes come from our own pages only: a browser always tells where a request comes from, and cannot be made to lie. */
export default defineEventHandler((event) => {
  if (HARMLESS.includes(event.method) || WITHOUT_COOKIES.includes(pathOf(event))) return
  const origin = getRequestHeader(event, 'origin')
  const site = getRequestHeader(event, 'sec-fetch-site')
  const trusted = origin !== undefined && useConfig().siteOrigins.includes(origin) && (site === undefined || site === 'same-origin')
  if (!trusted) throw new HttpApiError('cross_site_request')
})
