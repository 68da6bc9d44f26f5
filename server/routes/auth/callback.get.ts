import { defineEventHandler, getQuery, sendRedirect } from 'h3'
import { clearSignInCookie, readSessionCookie, readSignInCookie, writeSessionCookie } from '../../http/cookies.ts'
import { inTime } from '../../http/in-time.ts'
import { readMember } from '../../http/member.ts'
import { noticePage } from '../../notices/notice-page.ts'
import { useServices } from '../../services/services.ts'
import { loginPath, signInErrorPage } from '../../notices/sign-in-page.ts'

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
