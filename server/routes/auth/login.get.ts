import { defineEventHandler, getQuery, sendRedirect } from 'h3'
import { writeSignInCookie } from '../../http/cookies.ts'
import { isInsideWecom } from '../../http/inside-wecom.ts'
import { noticePage } from '../../notices/notice-page.ts'
import { useServices } from '../../services/services.ts'
import { isTooManyAttempts, loginPath, returnPathOf } from '../../notices/sign-in-page.ts'
import { siteOriginOf } from '../../http/site-origin.ts'

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
