import { beforeEach, describe, expect, it } from 'vitest'
import { createWechatTickets, WECHAT_TICKET_MS } from '../../../server/identity/wechat-tickets.ts'
import type { WechatTickets } from '../../../server/identity/wechat-tickets.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createVault } from '../../../server/storage/vault.ts'

const PASSWORD = 'a password of thirty-two characters'
const APP = 'wx0000000000000001'
const user = { appId: APP, openId: 'o1', unionId: 'u1', isSnapshot: false }

let time: number
let tickets: WechatTickets
beforeEach(() => {
  time = 1_700_000_000_000
  tickets = createWechatTickets(createVault(createMemoryStore(() => time), createEncryption([PASSWORD], 'store')))
})

describe('a ticket', () => {
  it('is redeemed once', async () => {
    const ticket = await tickets.issue(user)
    expect(ticket).toMatch(/^[\w-]{86}$/)
    expect(ticket).not.toContain('o1')
    expect(await tickets.redeem(APP, ticket)).toEqual(user)
    expect(await tickets.redeem(APP, ticket)).toBeUndefined()
  })

  it('is redeemed once of 20 at the same time, 20 times', async () => {
    for (let round = 0; round < 20; round++) {
      const ticket = await tickets.issue(user)
      const all = await Promise.all(Array.from({ length: 20 }, () => tickets.redeem(APP, ticket)))
      expect(all.filter(Boolean)).toEqual([user])
    }
  })

  it('of another app, changed or invented is refused, and the right one stays', async () => {
    const ticket = await tickets.issue(user)
    const wrong = ['', 'x', ticket.slice(0, -1), `${ticket.slice(0, -64)}${'0'.repeat(64)}`, ticket.toUpperCase()]
    for (const one of wrong) expect(await tickets.redeem(APP, one), one).toBeUndefined()
    expect(await tickets.redeem('wx0000000000000002', ticket)).toBeUndefined()
    expect(await tickets.redeem(APP, ticket)).toEqual(user)
  })

  it('ends after a minute, with the next one of the person, and with an erasure', async () => {
    const late = await tickets.issue(user)
    time += WECHAT_TICKET_MS
    expect(await tickets.redeem(APP, late)).toBeUndefined()
    const [first, second] = [await tickets.issue(user), await tickets.issue(user)]
    expect(await tickets.redeem(APP, first)).toBeUndefined()
    expect(await tickets.redeem(APP, second)).toEqual(user)
    const erased = await tickets.issue(user)
    const other = await tickets.issue({ ...user, openId: 'o2' })
    await tickets.end({ appId: APP, openId: 'o1' })
    expect(await tickets.redeem(APP, erased)).toBeUndefined()
    expect(await tickets.redeem(APP, other)).toMatchObject({ openId: 'o2' })
  })
})
