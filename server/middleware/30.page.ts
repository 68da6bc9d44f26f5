import { defineEventHandler, sendRedirect } from 'h3'
import { useConfig } from '../utils/config'
import { readPreferences, renewPreferences } from '../utils/cookies'
import { isInsideWecom } from '../utils/inside-wecom'
import { readMember } from '../utils/member'
import { signaturesInTime } from '../utils/page/page-signatures'
import { pathOf } from '../utils/request-context'
import { loginPath } from '../utils/page/sign-in-page'

/** Every page of the app; anything else is never rendered. */
const PAGES = ['/']

/**
 * Prepares a page: inside WeCom a member without a session goes to sign in first; a signed-in member gets both signatures
 * inside the first HTML, which saves a round trip on every chat switch.
 */
export default defineEventHandler(async (event) => {
  if (!PAGES.includes(pathOf(event)) || (event.method !== 'GET' && event.method !== 'HEAD')) return
  const { corpId, agentId } = useConfig()
  const member = await readMember(event)
  if (!member && isInsideWecom(event)) return sendRedirect(event, loginPath(event.path), 302)
  renewPreferences(event)
  event.context.page = { corpId, agentId, requestId: event.context.requestId, preferences: readPreferences(event), member, signatures: member && await signaturesInTime(event) }
})
