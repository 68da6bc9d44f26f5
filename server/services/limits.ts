import type { Limit } from '../storage/key-value-store.ts'
import type { Vault } from '../storage/vault.ts'
import { TICKET_RENEWAL_INTERVAL_MS } from '../wecom/jssdk/ticket-reports.ts'
import type { ReportedTicket } from '../wecom/jssdk/ticket-reports.ts'

const MINUTE_MS = 60_000

/** Customers whose full phone numbers one member may see: enough for conversations, too few to copy the list. */
const REVEALS: Limit = { limit: 20, windowMs: 60 * MINUTE_MS }
const TICKET_RENEWALS: Limit = { limit: 1, windowMs: TICKET_RENEWAL_INTERVAL_MS }
/** Requests from the internet to the mini program API: from one network (a household, an office), and in total. */
const MINI_PROGRAM = {
  ofClient: { limit: 120, windowMs: MINUTE_MS },
  ofAll: { limit: 3_000, windowMs: MINUTE_MS },
} satisfies Record<string, Limit>

export interface LimitsOptions {
  /** Counts for `mayReveal`: refuses during an outage. */
  access: Vault
  /** Counts for all other limits. */
  refetchable: Vault
  /** Whether client addresses are known. Behind unknown proxies, all clients seem to have the proxy's address. */
  knowsClients: boolean
}

/** Rate limits. Each counts over all processes and returns whether one more use is allowed. */
export interface Limits {
  /** A member sees full phone numbers. */
  mayReveal(userId: string): Promise<boolean>
  /** A ticket is renewed because a client reported it. */
  mayRenew: Record<ReportedTicket, () => Promise<boolean>>
  /** A client asks the mini program API. */
  admission: {
    ofClient(client: string): Promise<boolean>
    ofAll(api: string): Promise<boolean>
  }
}

/** @returns the limits; each throws {AppError} store_unavailable when the store fails */
export function createLimits({ access, refetchable, knowsClients }: LimitsOptions): Limits {
  const renewal = (ticket: ReportedTicket) => () => refetchable.use(`ticket-renewal:${ticket}`, TICKET_RENEWALS)
  return {
    mayReveal: userId => access.use(`reveal:${userId}`, REVEALS),
    mayRenew: { corp: renewal('corp'), agent: renewal('agent') },
    admission: {
      ofClient: async client => !knowsClients || refetchable.use(`rate:${client}`, MINI_PROGRAM.ofClient),
      ofAll: api => refetchable.use(`rate:${api}`, MINI_PROGRAM.ofAll),
    },
  }
}
