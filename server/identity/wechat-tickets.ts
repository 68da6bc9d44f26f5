import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'

/** How long a page has to hand the ticket to its system, milliseconds. */
export const WECHAT_TICKET_MS = 60_000

const TICKET = /^([\w-]{22})([0-9a-f]{64})$/

const ticketUser = v.object({
  appId: v.string(), openId: v.string(), unionId: v.optional(v.string()), isSnapshot: v.boolean(),
})
const stored = v.object({ secretHash: v.string(), user: ticketUser })

/** A person who has signed in on a page, to one app. */
export type TicketUser = v.InferOutput<typeof ticketUser>

/** One-time tickets for pages: a page learns no id, only a system with a key of the app does. */
export interface WechatTickets {
  /** Replaces the ticket that the person had for this app. */
  issue(user: TicketUser): Promise<string>
  /** Uses a ticket up. @returns undefined for one that is unknown, used, expired or of another app */
  redeem(appId: string, ticket: string): Promise<TicketUser | undefined>
  /** Ends the ticket of a person who is erased. */
  end(user: Pick<TicketUser, 'appId' | 'openId'>): Promise<void>
}

/** @param vault decides about access */
export function createWechatTickets(vault: Vault): WechatTickets {
  // Found by the person and by the ticket, while keys of the store and addresses of pages tell no id.
  const nameOf = ({ appId, openId }: Pick<TicketUser, 'appId' | 'openId'>) => vault.fingerprint(`${appId} ${openId}`)
  const slotOf = (name: string) => vault.slot(`wechat-ticket:${name}`, stored, WECHAT_TICKET_MS)

  return {
    async issue(user) {
      const secret = randomBytes(32).toString('hex')
      const name = nameOf(user)
      await slotOf(name).set({ secretHash: hash(secret), user })
      return name + secret
    },
    async redeem(appId, ticket) {
      const [, name, secret] = TICKET.exec(ticket) ?? []
      if (!name || !secret) return undefined
      const fits = (found: v.InferOutput<typeof stored> | undefined) => found !== undefined
        && found.user.appId === appId && timingSafeEqual(Buffer.from(found.secretHash), Buffer.from(hash(secret)))
      // Looked at first: a wrong ticket must not use up the right one.
      if (!fits(await slotOf(name).get())) return undefined
      const taken = await slotOf(name).take()
      return fits(taken) ? taken?.user : undefined
    },
    end: user => slotOf(nameOf(user)).delete(),
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
