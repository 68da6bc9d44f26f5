import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createGate } from '../storage/gate.ts'
import type { Credentials } from './credentials.ts'

/** Tickets that a client may report as refused. */
export type ReportedTicket = 'corp' | 'agent'

/** All reports together renew a ticket at most this often: WeCom allows a hundred fetches an hour (doc 90312). */
const RENEW_INTERVAL_MS = 60_000

/**
 * A member's client says that WeCom refuses our signature (40093). WeCom can end a ticket early without any server call
 * failing, so this is the only way to hear of it.
 */
export function createTicketReports(credentials: Credentials, store: KeyValueStore): (ticket: ReportedTicket) => Promise<void> {
  const caches = { corp: credentials.corpTicket, agent: credentials.agentTicket }
  const gates = { corp: createGate(store, 'ticket-report:corp', RENEW_INTERVAL_MS), agent: createGate(store, 'ticket-report:agent', RENEW_INTERVAL_MS) }
  return ticket => caches[ticket].distrust(gates[ticket])
}
