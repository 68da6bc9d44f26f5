import type { App } from '../scenarios/scenario.ts'
import type { OauthCode } from '../world/codes.ts'
import { findCustomer, findMember, isVisible, visibleFollows } from '../world/people.ts'
import { openIdOf } from '../world/other-ids.ts'
import type { World } from '../world/world.ts'
import { USER_TICKET_SECONDS } from './member-detail.ts'
import { Refusal } from './refusal.ts'

/** The person that got a code. */
export type CodeOwner
  = | { kind: 'member', userId: string, userTicket?: string, expiresIn: number }
    | { kind: 'outsider', openId: string, externalUserId?: string }

/** Whether the code can still be exchanged. */
export function isValidCode({ codes, now, settings }: World, value: string | null): boolean {
  const code = codes.find(value ?? '')
  return code !== undefined && !code.used && now() - code.issuedAt <= settings.codeSeconds * 1000
}

/**
 * Exchanges an OAuth code. It can be exchanged once.
 *
 * @throws Refusal 41008, 40029, 42003, 50001
 */
export function exchangeCode(world: World, app: App, value: string | null): CodeOwner {
  if (!value) throw new Refusal(41008, 'no code in the query')
  const code = world.codes.find(value)
  if (!code) throw new Refusal(40029, 'no such code')
  if (code.used) throw new Refusal(40029, 'the code was used before')
  if (world.now() - code.issuedAt > world.settings.codeSeconds * 1000) throw new Refusal(42003, 'the code has expired')
  if (code.agentId !== app.agentId) throw new Refusal(50001, 'code and access_token belong to different apps')
  if (!world.settings.trustedDomains.includes(code.redirectHost)) {
    throw new Refusal(50001, `${code.redirectHost} is not a trusted domain of the app`)
  }
  code.used = true
  return findMember(world, code.userId) ? member(world, code) : outsider(world, code.userId)
}

function member(world: World, { userId, agentId, consented }: OauthCode): CodeOwner {
  const owner = { kind: 'member', userId, expiresIn: USER_TICKET_SECONDS } as const
  const mayTell = consented && isVisible(world, userId)
  return mayTell ? { ...owner, userTicket: world.userTickets.issue({ userId, agentId }) } : owner
}

/** external_userid only for a customer with a visible follower (doc 91023). */
function outsider(world: World, personId: string): CodeOwner {
  const customer = findCustomer(world, personId)
  const known = customer && visibleFollows(world, customer).length > 0
  const openId = openIdOf(world.scenario.corp.corpId, customer ?? { externalUserId: personId })
  return { kind: 'outsider', openId, ...(known ? { externalUserId: customer.externalUserId } : {}) }
}
