import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Both JS-SDK signatures for a page of ours.',
  who: 'member',
  limits: ['signatures'],
  query: { url: v.optional(v.unknown()) },
  answer: 'JssdkSignatures',
  errors: ['untrusted_url'],
  asks: 'wecom',
}, ({ query, services }) => services.signPageUrl(query.url))
