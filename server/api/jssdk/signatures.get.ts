import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Both JS-SDK signatures for a page of ours.',
  who: 'member',
  limits: ['signatures'],
  query: { url: v.optional(v.pipe(v.unknown(), v.description('the address of a page below `NUXT_SITE_URL`'))) },
  answer: 'JssdkSignatures',
  errors: ['untrusted_url'],
  asks: 'wecom',
}, ({ query, services }) => services.signPageUrl(query.url))
