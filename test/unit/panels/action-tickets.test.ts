import { describe, expect, it } from 'vitest'
import { createActionTickets } from '../../../server/panels/action-tickets.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'

const HOUR = 3_600_000
const PLACE = { userId: 'lin', subject: 'customer:wmZhang', panel: 'orders', action: 'refund' }
const FIELDS = [{ name: 'reason', label: 'Reason', type: 'text' as const, required: true }]
let now = 0
const ticketsOf = (password: string) => createActionTickets(createEncryption([password], 'panel-action'), () => now)
const tickets = ticketsOf('a')

describe('the ticket of an action', () => {
  it('has the rules of its form', () => {
    const ticket = tickets.seal(PLACE, { fields: FIELDS })
    expect(tickets.open(PLACE, ticket)).toEqual([{ name: 'reason', type: 'text', required: true }])
    expect(tickets.open(PLACE, tickets.seal(PLACE, {}))).toEqual([])
  })

  it('is for one member, customer, panel and action', () => {
    const ticket = tickets.seal(PLACE, {})
    for (const name of Object.keys(PLACE)) expect(tickets.open({ ...PLACE, [name]: 'other' }, ticket)).toBeUndefined()
    // Parts that look the same one after another.
    const moved = { ...PLACE, userId: 'lin","wmZhang', subject: 'orders', panel: 'refund', action: '' }
    expect(tickets.open(moved, ticket)).toBeUndefined()
  })

  it('is of this server, and not changed', () => {
    const ticket = tickets.seal(PLACE, {})
    const changed = ticket.slice(0, -4) + (ticket.endsWith('AAAA') ? 'BBBB' : 'AAAA')
    for (const forged of ['', 'x', changed, ticketsOf('b').seal(PLACE, {})]) {
      expect(tickets.open(PLACE, forged)).toBeUndefined()
    }
  })

  it('ends after twelve hours', () => {
    now = 0
    const ticket = tickets.seal(PLACE, {})
    now = 12 * HOUR - 1
    expect(tickets.open(PLACE, ticket)).toEqual([])
    now = 12 * HOUR
    expect(tickets.open(PLACE, ticket)).toBeUndefined()
  })
})
