import type { Credential } from '../world/credentials.ts'
import type { World } from '../world/world.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

const HOUR_MS = 3_600_000

/** The limit counts fetches, not new values. */
function countFetch({ rateLimits }: World, key: string, most: number): void {
  if (rateLimits.count(key, HOUR_MS) > most) {
    throw new Refusal(45009, `the ticket was fetched ${most} times within the hour (${key})`)
  }
}

function ticketBody(world: World, ticket: Credential): Record<string, unknown> {
  return { ticket: ticket.value, expires_in: world.credentials.expiresIn(ticket) }
}

const emptyFields = { ticket: '', expires_in: 0 }

/** doc 90506: the company's ticket, for config (preVerifyJSAPI). Any app's token fetches the same one. */
export const getCorpTicket: Endpoint = {
  path: '/cgi-bin/get_jsapi_ticket',
  doc: 90506,
  access: 'token',
  emptyFields,
  answer({ world, app }) {
    countFetch(world, `corp ticket by app ${app.agentId}`, world.settings.ticketsPerHour)
    countFetch(world, 'corp ticket by all apps', world.settings.corpTicketsPerHour)
    return ticketBody(world, world.credentials.issue('corp_ticket', undefined, world.settings.ticketSeconds))
  },
}

/** doc 90506: the app's own ticket, for agentConfig. */
export const getAgentTicket: Endpoint = {
  path: '/cgi-bin/ticket/get',
  doc: 90506,
  access: 'token',
  emptyFields,
  answer({ world, app, query }) {
    if (query.get('type') !== 'agent_config') throw new Refusal(91040, 'type is not agent_config')
    countFetch(world, `agent ticket of ${app.agentId}`, world.settings.ticketsPerHour)
    return ticketBody(world, world.credentials.issue('agent_ticket', app.agentId, world.settings.ticketSeconds))
  },
}
