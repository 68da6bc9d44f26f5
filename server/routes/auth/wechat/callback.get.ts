import { getQuery } from 'h3'
import { defineDoor } from '../../../http/door/define-door.ts'
import { redirect } from '../../../http/redirect.ts'
import { reportSignInFailure } from '../../../http/report-sign-in.ts'
import { wechatSignInCookies } from '../../../http/sign-in-cookies.ts'

export default defineDoor({
  does: 'WeChat sends the browser back here. It goes on to its page with `wechat_ticket`, or with `wechat_error`.',
  who: 'browser',
  answer: 'page',
  errors: ['wechat_state_refused'],
  failureLimit: 'wechatSignIns',
  asks: 'wechat',
}, async ({ event, services, countFailures }) => {
  const { code, state: oauthState } = getQuery(event)
  const sealed = wechatSignInCookies.read(event, oauthState)
  const { page, failure } = await services.wechatLogin.finish({ code, oauthState, sealed }, countFailures)
  wechatSignInCookies.clear(event, oauthState)
  if (failure !== undefined) await reportSignInFailure(event, failure)
  return redirect(event, page)
})
