import { defineEventHandler, sendRedirect } from 'h3'
import { PAGE_PATHS } from '#shared/pages.ts'
import { readPreferences, renewPreferences } from '../http/cookies.ts'
import { mustConfirmMember } from '../http/confirm-member.ts'
import { isInsideWecom } from '../http/inside-wecom.ts'
import { readSession } from '../http/member.ts'
import { signaturesInTime } from '../http/page-signatures.ts'
import { pathOf } from '../http/request-context.ts'
import { loginPath } from '../notices/sign-in-page.ts'
import { useConfig } from '../services/config.ts'

/**
 * Prepares a page. Inside WeCom, a member without a session, or with one that was not confirmed for some minutes, is
 * sent to sign-in. A signed-in member gets both signatures
 * in the HTML, which saves a round trip on every chat switch.
 */
export default defineEventHandler(async (event) => {
  const isPage = PAGE_PATHS.some(path => path === pathOf(event))
  if (!isPage || (event.method !== 'GET' && event.method !== 'HEAD')) return
  const { corpId, agentId } = useConfig()
  const session = await readSession(event)
  const mustSignIn = session ? await mustConfirmMember(event, session) : isInsideWecom(event)
  if (mustSignIn) return sendRedirect(event, loginPath(event.path), 302)
  const { member } = event.context
  renewPreferences(event)
  event.context.page = {
    corpId,
    agentId,
    requestId: event.context.requestId,
    preferences: readPreferences(event),
    member,
    signatures: member && await signaturesInTime(event),
  }
})
