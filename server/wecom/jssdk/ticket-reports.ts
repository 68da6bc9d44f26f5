import type { Limit } from '../../storage/key-value-store.ts'
import type { Vault } from '../../storage/vault.ts'
import type { Credentials } from '../credentials.ts'

/** Tickets that a client may report as refused. */
export type ReportedTicket = 'corp' | 'agent'

/** All reports together renew a ticket at most this often: WeCom allows 100 fetches per hour (doc 90312). */
const RENEWALS: Limit = { limit: 1, windowMs: 60_000 }

/**
 * Handles the report of a member's client that WeCom refuses our signature (40093). WeCom can end a ticket early, and
 * no call of the server fails then, so only clients notice it.
 *
 * @param vault counts renewals over all processes
 */
export function createTicketReports(
  credentials: Credentials,
  vault: Pick<Vault, 'use'>,
): (ticket: ReportedTicket) => Promise<void> {
  const caches = { corp: credentials.corpTicket, agent: credentials.agentTicket }
  return ticket =>
    caches[ticket].distrust(async () => (await vault.use(`ticket-renewal:${ticket}`, RENEWALS)).granted)
}
