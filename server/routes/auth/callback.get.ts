import { getQuery, getRequestHeader, sendRedirect } from 'h3'
import { record, recordSessionEnded } from '../../http/audit.ts'
import {
  clearSignInCookie, countSignIn, readSessionCookie, readSignInCookie, writeSessionCookie,
} from '../../http/cookies.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { signsInSilently } from '../../http/silent-sign-in.ts'
import { inTime } from '../../http/in-time.ts'
import { readMember } from '../../http/member.ts'
import { toHttpAnswer } from '../../errors/http-answer.ts'
import { noticePage } from '../../notices/notice-page.ts'
import { loginPath, signInErrorPage } from '../../notices/sign-in-page.ts'

/** Redirects to a URL without `code`: a reload of this URL would use the code twice. */
export default defineDoor({
  does: 'WeCom sends the browser back here after a sign-in (doc 91022).',
  who: 'browser',
  answer: 'page',
  failureLimit: 'signIns',
}, async ({ event, services: { signIn, sessions }, countFailures }) => {
  const { code, state: oauthState } = getQuery(event)
  const sealed = readSignInCookie(event, oauthState)
  const answer = { code, oauthState, sealed, userAgent: getRequestHeader(event, 'user-agent') }
  const details = { method: signsInSilently(event) ? 'oauth2' : 'scan' }
  try {
    const outcome = await inTime(signIn.finish(answer, countFailures), 'wecom')
    if (outcome.kind === 'not_a_member') {
      record(event, 'sign_in', { result: 'not_a_member', details })
      return noticePage(event, 'not_a_member', { status: 403, href: loginPath('/') })
    }
    if (outcome.kind === 'used') {
      record(event, 'sign_in', { result: 'state_refused', details })
      return sendRedirect(event, outcome.returnPath, 302)
    }
    if (outcome.kind === 'again') {
      record(event, 'sign_in', { result: `${outcome.refused}_refused`, details })
      // Back and reload come here with a used state. A member who is signed in only needs the redirect.
      const member = await readMember(event)
      return sendRedirect(event, member ? outcome.returnPath : loginPath(outcome.returnPath, outcome.attempt), 302)
    }
    const before = await readMember(event).catch(() => undefined)
    await sessions.end(readSessionCookie(event))
    if (before) recordSessionEnded(event, before.userId, 'new_sign_in')
    record(event, 'sign_in', { actor: outcome.userId, details })
    writeSessionCookie(event, outcome.sessionId)
    countSignIn(event)
    return sendRedirect(event, outcome.returnPath, 302)
  }
  catch (error) {
    record(event, 'sign_in', { result: toHttpAnswer(error).body.code, details })
    // WeCom is away, and the browser was only sent there to confirm its member: the old session goes on.
    const member = await readMember(event).catch(() => undefined)
    return member ? sendRedirect(event, signIn.returnPathOf(answer), 302) : signInErrorPage(event, error)
  }
  finally {
    if (sealed) clearSignInCookie(event, oauthState)
  }
})
