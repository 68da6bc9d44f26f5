import { defineEventHandler, sendNoContent } from 'h3'
import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { AppError } from '../../errors/app-error.ts'
import { useServices } from '../../services/services.ts'
import { recordRefusal } from '../audit-refusals.ts'
import { wecomId } from '../ids.ts'
import { createInTime } from '../in-time.ts'
import type { InTime } from '../in-time.ts'
import { readBytes, readJson, readParam, readParams, readQuery } from '../input.ts'
import { readMember } from '../member.ts'
import { sendJson } from '../send-json.ts'
import { visitsSetUp } from '../set-up-visit.ts'
import { callFor } from '../../upstream/caller.ts'
import type { Caller } from '../../upstream/caller.ts'
import { requireSize } from './body-size.ts'
import type { CountFailures, Door, DoorDeclaration, DoorRequest, DoorResult } from './door.ts'
import { countFailures, spendLimits } from './limits.ts'
import { requireOwnPage } from './own-page.ts'
import type { FramePanel } from '../../panels/panel.ts'
import { requireKey } from './require-key.ts'
import { requirePanel } from './require-panel.ts'

/**
 * Declares a route. Nitro takes method and path from the file name; the declaration holds the rest. Checks run in this
 * order: the page that sends a change, the size, the user, the input, the limits, the user's access; then `work` runs.
 *
 * @param declaration user, input, answer and limits
 * @param work receives checked input; its result is sent as JSON
 * @throws {AppError} cross_site_request, invalid_request, session_required, api_key_refused … before `work`
 */
export function defineDoor<const D extends DoorDeclaration>(
  declaration: D,
  work: (request: DoorRequest<D>) => DoorResult<D>,
): Door {
  const handler = defineEventHandler(async (event) => {
    requireOwnPage(event, declaration.who)
    requireSize(event, declaration.maxBytes)
    event.context.isUnattended = declaration.unattended
    const inTime = createInTime()
    const user = await readUser(event, declaration, inTime)
    // Outside the time limit below: a slow sender is not WeCom's failure.
    const input = await readInput(event, declaration)
    const answer = await callFor(callerOf(declaration, user), async () => {
      await spendLimits(event, declaration.limits ?? [], user.member)
      // WeCom tells the access, whatever the door itself asks.
      if (user.externalUserId) await inTime(requireAccess(user, declaration), 'wecom')
      const known = { ...user, ...input, ...failures(event, declaration) }
      const working = work({ ...known, event, services: useServices() } as DoorRequest<D>)
      // An attempt may wait for its turn; its own time limit begins then.
      return inTime<unknown>(working, declaration.failureLimit ? undefined : declaration.asks)
    })
    if (declaration.answer === 'nothing') return sendNoContent(event, 204)
    return declaration.answer === 'page' ? answer : sendJson(event, answer)
  })
  return Object.assign(handler, { door: declaration })
}

/** What a door knows about its user: fields depend on `who`. */
interface AnyUser {
  member?: SessionMember
  externalUserId?: string
  by?: string
  panel?: FramePanel
}

async function readUser(event: H3Event, { who, adminOnly }: DoorDeclaration, inTime: InTime): Promise<AnyUser> {
  if (who === 'panel') return { panel: await requirePanel(event) }
  if (typeof who === 'object') return { by: await requireKey(event, who.key) }
  if (who === 'set_up' ? await visitsSetUp(event) : who !== 'member' && who !== 'follower') return {}
  const member = await inTime(readMember(event), 'wecom')
  if (!member) throw new AppError('session_required')
  if ((adminOnly || who === 'set_up') && !member.admin) {
    // The refusal does not depend on its record.
    await recordRefusal(event, 'admin_required').catch(() => {})
    throw new AppError('not_found')
  }
  return who === 'follower' ? { member, externalUserId: readParam(event, 'externalUserId', wecomId) } : { member }
}

async function readInput(event: H3Event, { params, query, body, takesBytes }: DoorDeclaration) {
  const received = takesBytes ? await readBytes(event) : body && await readJson(event, body)
  return {
    params: params ? readParams(event, params) : {},
    query: query ? readQuery(event, query) : {},
    body: received,
  }
}

/** Only doors for followers have an `externalUserId`. "Not yours" and "does not exist" get the same answer. */
async function requireAccess({ member, externalUserId }: AnyUser, { unattended }: DoorDeclaration): Promise<void> {
  if (!member || !externalUserId) return
  await useServices().requireAccess(member.userId, externalUserId, { unchanged: unattended })
}

function callerOf({ who }: DoorDeclaration, { member }: AnyUser): Caller {
  if (member) return { kind: 'member', userId: member.userId }
  return { kind: who === 'browser' || who === 'public' ? 'stranger' : 'system' }
}

function failures(event: H3Event, { failureLimit, asks }: DoorDeclaration): { countFailures?: CountFailures } {
  return failureLimit ? { countFailures: work => countFailures(event, failureLimit, asks, work) } : {}
}
