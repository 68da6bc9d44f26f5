import * as v from 'valibot'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'
import { redirect } from '../../../http/redirect.ts'
import { wechatSignInCookies } from '../../../http/sign-in-cookies.ts'
import { siteOriginOf } from '../../../http/site-origin.ts'

export default defineDoor({
  does: 'Sends the browser of a customer to WeChat, and keeps where to return: `return_to`, on an origin of the app.',
  who: 'browser',
  query: { app_id: wecomId, return_to: v.string() },
  answer: 'page',
  errors: ['unknown_app'],
}, ({ event, query: { app_id: appId, return_to: returnTo }, services }) => {
  const redirectUri = `${siteOriginOf(event)}/auth/wechat/callback`
  const { url, oauthState, sealed } = services.wechatLogin.start(appId, returnTo, redirectUri)
  wechatSignInCookies.write(event, oauthState, sealed)
  return redirect(event, url)
})
