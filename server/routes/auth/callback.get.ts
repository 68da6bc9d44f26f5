import { defineEventHandler, getQuery, sendRedirect } from 'h3'
import { clearSignInCookie, readSessionCookie, readSignInCookie, writeSessionCookie } from '../../utils/cookies'
import { inTime } from '../../utils/in-time'
import { readMember } from '../../utils/member'
import { noticePage } from '../../utils/page/notice-page'
import { useServices } from '../../utils/services'
import { loginPath, signInErrorPage } from '../../utils/page/sign-in-page'

/**
 * WeCom sends the browser back here (doc 91022). Whatever happens, the browser leaves for a clean URL without `code`: a
 * reload of this one would use the code twice.
 */
export default defineEventHandler(async (event) => {
  const { code, state: oauthState } = getQuery(event)
  const { signIn, sessions } = useServices()
  const browserKey = readSignInCookie(event, oauthState)
  try {
    const outcome = await inTime(signIn.finish({ code, oauthState, browserKey }), 'wecom')
    if (outcome.kind === 'not_a_member') return noticePage(event, 'not_a_member', { status: 403, href: loginPath('/') })
    if (outcome.kind === 'again') {
      // Back and reload come here with a used state; whoever is signed in already just goes home.
      const signedIn = await readMember(event)
      return sendRedirect(event, signedIn ? outcome.returnPath : loginPath(outcome.returnPath, outcome.attempt), 302)
    }
    await sessions.end(readSessionCookie(event))
    writeSessionCookie(event, outcome.sessionId)
    return sendRedirect(event, outcome.returnPath, 302)
  }
  catch (error) {
    return signInErrorPage(event, error)
  }
  finally {
    if (browserKey) clearSignInCookie(event, oauthState)
  }
})
