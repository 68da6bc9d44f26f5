import { getQuery } from 'h3'
import type { H3Event } from 'h3'
import { record, recordSessionEnded } from '../../http/audit.ts'
import { holdsUnconfirmed } from '../../http/confirm-member.ts'
import { clearSessionCookie, countSignIn, readSessionCookie, writeSessionCookie } from '../../http/cookies.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { headerOf } from '../../http/header-of.ts'
import { signsInSilently } from '../../http/silent-sign-in.ts'
import { readMember, readSession } from '../../http/member.ts'
import { redirect } from '../../http/redirect.ts'
import { signInCookies } from '../../http/sign-in-cookies.ts'
import { toHttpAnswer } from '../../errors/http-answer.ts'
import { noticePage } from '../../notices/notice-page.ts'
import { loginPath, signInErrorPage } from '../../notices/sign-in-page.ts'
import { useServices } from '../../services/services.ts'

/** Redirects to a URL without `code`: a reload of this URL would use the code twice. */
export default defineDoor({
  does: 'WeCom sends the browser back here after a sign-in (doc 91022).',
  who: 'browser',
  answer: 'page',
  failureLimit: 'signIns',
  asks: 'wecom',
}, async ({ event, services: { signIn }, countFailures }) => {
  const { code, state: oauthState } = getQuery(event)
  const sealed = signInCookies.read(event, oauthState)
  const answer = { code, oauthState, sealed, userAgent: headerOf(event, 'user-agent') }
  const details = { method: signsInSilently(event) ? 'oauth2' : 'scan' }
  try {
    const outcome = await signIn.finish(answer, countFailures)
    if (outcome.kind === 'not_a_member') {
      record(event, 'sign_in', { result: 'not_a_member', details })
      await endSession(event, 'not_a_member')
      clearSessionCookie(event)
      return noticePage(event, 'not_a_member', { status: 403, href: loginPath('/') })
    }
    if (outcome.kind === 'used') {
      record(event, 'sign_in', { result: 'state_refused', details })
      return redirect(event, outcome.returnPath)
    }
    if (outcome.kind === 'again') {
      record(event, 'sign_in', { result: `${outcome.refused}_refused`, details })
      // Back and reload come here, too. A member who is signed in only needs the redirect.
      const goesOn = await mayGoOn(event)
      return redirect(event, goesOn ? outcome.returnPath : loginPath(outcome.returnPath, outcome.attempt))
    }
    await endSession(event, 'new_sign_in')
    record(event, 'sign_in', { actor: outcome.userId, details })
    writeSessionCookie(event, outcome.sessionId)
    countSignIn(event)
    return redirect(event, outcome.returnPath)
  }
  catch (error) {
    record(event, 'sign_in', { result: toHttpAnswer(error).body.code, details })
    // WeCom is away, and the browser was only sent there to confirm its member: the old session goes on for a while.
    const goesOn = await mayGoOn(event).catch(() => false)
    return goesOn ? redirect(event, signIn.returnPathOf(answer)) : signInErrorPage(event, error)
  }
  finally {
    if (sealed) signInCookies.clear(event, oauthState)
  }
})

/** Whether the browser has a session whose pages may be shown without a new sign-in. */
async function mayGoOn(event: H3Event): Promise<boolean> {
  const session = await readSession(event)
  return session !== undefined && holdsUnconfirmed(event, session)
}

/** Ends the session that the browser had: WeCom has just said who uses it. */
async function endSession(event: H3Event, reason: string): Promise<void> {
  const before = await readMember(event).catch(() => undefined)
  await useServices().sessions.end(readSessionCookie(event))
  if (before) recordSessionEnded(event, before.userId, reason)
}
