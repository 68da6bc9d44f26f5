import { AppError } from '../errors/app-error.ts'
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
  /** Counts for `admitReveal`: refuses during an outage. */
  access: Vault
  /** Counts for all other limits. */
  refetchable: Vault
  /** Whether client addresses are known. Behind unknown proxies, all clients seem to have the proxy's address. */
  knowsClients: boolean
}

/** Rate limits. Each counts over all processes. */
export interface Limits {
  /** A member sees full phone numbers. @throws {AppError} too_many_requests */
  admitReveal(userId: string): Promise<void>
  /** Whether a ticket may be renewed now, because a client reported it. */
  mayRenew: Record<ReportedTicket, () => Promise<boolean>>
  /**
   * A client asks the mini program API. Its own limit is checked first, so that one noisy client cannot use up what all
   * clients share.
   *
   * @param client its network
   * @throws {AppError} too_many_requests
   */
  admitMiniProgram(client: string): Promise<void>
}

/** @returns the limits; each throws {AppError} store_unavailable when the store fails */
export function createLimits({ access, refetchable, knowsClients }: LimitsOptions): Limits {
  const renewal = (ticket: ReportedTicket) => async () =>
    (await refetchable.use(`ticket-renewal:${ticket}`, TICKET_RENEWALS)).granted
  return {
    admitReveal: userId => admit(access, `reveal:${access.fingerprint(userId)}`, REVEALS),
    mayRenew: { corp: renewal('corp'), agent: renewal('agent') },
    async admitMiniProgram(client) {
      if (knowsClients) {
        await admit(refetchable, `mini-program:${refetchable.fingerprint(client)}`, MINI_PROGRAM.ofClient)
      }
      await admit(refetchable, 'mini-program', MINI_PROGRAM.ofAll)
    },
  }
}

async function admit(vault: Vault, key: string, limit: Limit): Promise<void> {
  const use = await vault.use(key, limit)
  if (use.granted) return
  throw new AppError('too_many_requests', { retryAfterSeconds: Math.ceil(use.retryAfterMs / 1_000) })
}
