import { defineEventHandler, getQuery, sendRedirect } from 'h3'
import { writeSignInCookie } from '../../utils/cookies'
import { isInsideWecom } from '../../utils/inside-wecom'
import { noticePage } from '../../utils/page/notice-page'
import { useServices } from '../../utils/services'
import { isTooManyAttempts, loginPath, returnPathOf } from '../../utils/page/sign-in-page'
import { siteOriginOf } from '../../utils/site-origin'

/** Sends the browser to WeCom: silently inside the client, to the scan page elsewhere. */
export default defineEventHandler(async (event) => {
  const query = getQuery(event)
  const origin = siteOriginOf(event)
  const returnPath = returnPathOf(event, query.return_to)
  const attempt = Math.trunc(Number(query.attempt)) || 0
  if (isTooManyAttempts(attempt)) return noticePage(event, 'sign_in_failed', { status: 400, href: loginPath(returnPath) })

  const redirectUri = `${origin}/auth/callback`
  const { url, oauthState, browserKey } = await useServices().signIn.start({ insideWecom: isInsideWecom(event), redirectUri, returnPath, attempt })
  writeSignInCookie(event, oauthState, browserKey)
  return sendRedirect(event, url, 302)
})
