import { getQuery } from 'h3'
import { defineDoor } from '../../http/door/define-door.ts'
import { signsInSilently } from '../../http/silent-sign-in.ts'
import { redirect } from '../../http/redirect.ts'
import { signInCookies } from '../../http/sign-in-cookies.ts'
import { siteOriginOf } from '../../http/site-origin.ts'
import { noticePage } from '../../notices/notice-page.ts'
import { isTooManyAttempts, loginPath, returnPathOf } from '../../notices/sign-in-page.ts'

export default defineDoor({
  does: 'Sends the browser to WeCom: silently inside the client, to the scan page elsewhere.',
  who: 'browser',
  answer: 'page',
}, ({ event, services }) => {
  const query = getQuery(event)
  const returnPath = returnPathOf(event, query.return_to)
  const isSilent = signsInSilently(event)
  // A page whose session has ended comes by itself: only a member who asks for it is led away to the scan page.
  if (query.automatic !== undefined && !isSilent) return redirect(event, returnPath)
  const attempt = Math.trunc(Number(query.attempt)) || 0
  if (isTooManyAttempts(attempt)) {
    return noticePage(event, 'sign_in_failed', { status: 400, href: loginPath(returnPath) })
  }
  const redirectUri = `${siteOriginOf(event)}/auth/callback`
  const start = { isSilent, redirectUri, returnPath, attempt }
  const { url, oauthState, sealed } = services.signIn.start(start)
  signInCookies.write(event, oauthState, sealed)
  return redirect(event, url)
})
