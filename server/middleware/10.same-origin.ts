import { defineEventHandler, getRequestHeader } from 'h3'
import { useConfig } from '../utils/config'
import { HttpApiError } from '../utils/http-error'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']

/** Changes come from our own pages only: a browser always tells where a request comes from, and cannot be made to lie. */
export default defineEventHandler((event) => {
  if (HARMLESS.includes(event.method)) return
  const origin = getRequestHeader(event, 'origin')
  const site = getRequestHeader(event, 'sec-fetch-site')
  const trusted = origin !== undefined && useConfig().siteOrigins.includes(origin) && (site === undefined || site === 'same-origin')
  if (!trusted) throw new HttpApiError('cross_site_request')
})
