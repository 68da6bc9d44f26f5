import { defineEventHandler } from 'h3'
import { ADMIN_PAGES, PAGE_PATHS, SET_UP_PAGE } from '#shared/pages.ts'
import { AppError } from '../errors/app-error.ts'
import { fromTemplate } from '../http/from-template.ts'
import { forgetSignIns, losesSessions, readPreferences, renewPreferences } from '../http/cookies.ts'
import { mustConfirmMember } from '../http/confirm-member.ts'
import { signsInSilently } from '../http/silent-sign-in.ts'
import { readSession } from '../http/member.ts'
import { spendPageLimit } from '../http/page-limit.ts'
import { signaturesInTime } from '../http/page-signatures.ts'
import { redirect } from '../http/redirect.ts'
import { pathOf } from '../http/request-context.ts'
import { visitsSetUp } from '../http/set-up-visit.ts'
import { noticePage } from '../notices/notice-page.ts'
import { loginPath } from '../notices/sign-in-page.ts'
import { useConfig } from '../services/config.ts'
import { useServices } from '../services/services.ts'

/**
 * Prepares a page. Inside WeCom, a member without a session, or with one that was not confirmed for some minutes, is
 * sent to sign-in. A signed-in member gets both signatures in the HTML, which saves a round trip on every chat switch.
 * Pages for admins need a session everywhere; the check of the set-up needs none. A browser that loses its sessions
 * gets an explanation instead of a loop. Only what is rendered counts against the limits of pages.
 */
export default defineEventHandler(async (event) => {
  const path = pathOf(event)
  const isPage = PAGE_PATHS.some(one => one === path)
  if (!isPage || (event.method !== 'GET' && event.method !== 'HEAD')) return
  const { corpId, agentId, measuredPages } = useConfig()
  if (event.context.look) {
    // What the browser reads is put in later, for each page.
    event.context.page = { corpId, agentId, requestId: '', preferences: event.context.look }
    return
  }
  if (event.context.drawing) {
    event.context.page = event.context.drawing.page
    return
  }
  const isSetUp = path === SET_UP_PAGE
  if (isSetUp && !await visitsSetUp(event)) throw new AppError('set_up_link_refused')
  // There, WeCom may be out of reach, and its word is not needed.
  const session = isSetUp ? undefined : await readSession(event)
  const isForAdmins = ADMIN_PAGES.includes(path)
  const mustSignIn = session
    ? await mustConfirmMember(event, session)
    : !isSetUp && (isForAdmins || signsInSilently(event))
  if (mustSignIn && !session && losesSessions(event)) {
    forgetSignIns(event)
    return noticePage(event, 'session_not_kept', { status: 400, href: loginPath(event.path) })
  }
  if (mustSignIn) return redirect(event, loginPath(event.path))
  forgetSignIns(event)
  const { member } = event.context
  // Without a context, nothing is rendered: the answer is 404.
  if (isForAdmins && !member?.admin) return
  const services = useServices()
  // All ask the store. The member waits once.
  const [sections, signatures] = await Promise.all([
    member && services.memberSections.of(member.userId),
    member && signaturesInTime(event),
    spendPageLimit(event),
  ])
  renewPreferences(event)
  event.context.page = {
    corpId,
    agentId,
    requestId: event.context.requestId,
    preferences: readPreferences(event),
    member,
    draftKey: member && services.draftKeyOf(member.userId),
    sections,
    panels: member && services.panels.places(sections?.order),
    signatures,
    isMeasured: member && Math.random() * 100 < measuredPages,
  }
  return fromTemplate(event, event.context.page)
})
