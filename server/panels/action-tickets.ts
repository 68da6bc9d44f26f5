import type { SubmitAction } from '#shared/types/card.ts'
import type { Encryption } from '../storage/encryption.ts'
import { rulesOf } from './form.ts'
import type { FieldRule } from './form.ts'

/** As long as a session that is not used: a card stays on the screen of a member who is away. */
const LIFE_MS = 12 * 60 * 60_000

/**
 * Longest ticket, in characters. It holds less than its card, which is at most 64 KiB, and base64 makes four characters
 * of three bytes.
 */
export const MAX_TICKET = 96 * 1024

/** For which member, subject, panel and action a ticket is. */
export interface TicketPlace {
  userId: string
  /** Which customer, group or workbench. */
  subject: string
  panel: string
  action: string
}

/** Proofs that a card with an action was delivered: any process can read them, and nothing is stored. */
export interface ActionTickets {
  seal(place: TicketPlace, action: Pick<SubmitAction, 'fields'>): string
  /** @returns the rules of the action's form; undefined when the ticket is not for this place, or too old */
  open(place: TicketPlace, ticket: string): FieldRule[] | undefined
}

export function createActionTickets(encryption: Encryption, now: () => number): ActionTickets {
  return {
    seal: (place, { fields = [] }) =>
      encryption.encrypt(JSON.stringify({ until: now() + LIFE_MS, rules: rulesOf(fields) }), contextOf(place)),
    open(place, ticket) {
      const text = encryption.decrypt(ticket, contextOf(place))
      if (text === undefined) return undefined
      const { until, rules } = JSON.parse(text) as { until: number, rules: FieldRule[] }
      return now() < until ? rules : undefined
    },
  }
}

function contextOf({ userId, subject, panel, action }: TicketPlace): string {
  return JSON.stringify([userId, subject, panel, action])
}
