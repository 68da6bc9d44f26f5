import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WecomState } from '../../../browser/bridge/state'
import { listOf, screenOf, type ListScreen } from '../../../browser/screen'
import { failureOf } from '../../../browser/failure'

const failed: WecomState = { status: 'failed', step: 'config', ...failureOf('config_timeout') }
const customer: WecomState = { status: 'customer', entry: 'single_chat_tools', externalUserId: 'wm1' }
const visitor: WecomState = { ...customer, entry: 'single_kf_tools' }
const group: WecomState = { status: 'group', entry: 'group_chat_tools', chatId: 'wr1' }
const workbench: WecomState = { status: 'workbench', entry: 'normal' }
const outside: WecomState = { status: 'outside' }
const outdated: WecomState = { status: 'outdated', version: '2.4.0', needs: '3.0.24' }
const starting: WecomState = { status: 'starting', step: 'load' }
const states = [failed, customer, visitor, group, workbench, outside, outdated, starting]

const groupList = { kind: 'group', chatId: 'wr1' } as const
const ownList = { kind: 'workbench', isOutside: false } as const
const ownListOutside = { kind: 'workbench', isOutside: true } as const
const inChat = (isCustomerService: boolean) => ({ kind: 'customer', externalUserId: 'wm1', isCustomerService })
const chosenIn = (list: ListScreen) =>
  ({ kind: 'customer', externalUserId: 'wm2', isCustomerService: false, chosenIn: list })

describe('the screen', () => {
  it.each<[string, WecomState, string | undefined, boolean, object]>([
    ['starting', starting, undefined, true, { kind: 'starting' }],
    ['outdated client', outdated, undefined, true, { kind: 'outdated', version: '2.4.0', needs: '3.0.24' }],
    ['failed handshake', failed, undefined, true, { kind: 'failed', failure: failed }],
    ['chat with a customer', customer, undefined, true, inChat(false)],
    ['chat of customer service', visitor, undefined, true, inChat(true)],
    ['group', group, undefined, true, groupList],
    ['customer of a group', group, 'wm2', true, chosenIn(groupList)],
    ['workbench', workbench, undefined, true, ownList],
    ['workbench without a session', workbench, undefined, false, ownList],
    ['customer of the workbench', workbench, 'wm2', true, chosenIn(ownList)],
    ['browser without a session', outside, undefined, false, { kind: 'outside' }],
    ['browser with a session', outside, undefined, true, ownListOutside],
    ['customer in a browser', outside, 'wm2', true, chosenIn(ownListOutside)],
  ])('%s', (_, state, chosen, isSignedIn, expected) => {
    expect(screenOf(state, chosen, isSignedIn)).toEqual(expected)
  })

  it('shows the customer of the chat, whatever was chosen before', () => {
    expect(screenOf(customer, 'wm2', true)).toEqual(screenOf(customer, undefined, true))
  })

  it('shows no customer outside WeCom without a session', () => {
    expect(screenOf(outside, 'wm2', false)).toEqual({ kind: 'outside' })
  })
})

it('a customer chosen from a list keeps that list behind the screen', () => {
  const anyId = fc.option(fc.string({ minLength: 1 }), { nil: undefined })
  fc.assert(fc.property(fc.constantFrom(...states), anyId, fc.boolean(), (state, chosen, isSignedIn) => {
    const screen = screenOf(state, chosen, isSignedIn)
    const list = listOf(screenOf(state, undefined, isSignedIn))
    expect(listOf(screen)).toEqual(list)
    if (screen.kind === 'customer') expect(screen.externalUserId).toBe(list ? chosen : 'wm1')
    if (list && chosen) expect(screen.kind).toBe('customer')
  }))
})
