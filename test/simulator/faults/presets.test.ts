import { describe, expect, it } from 'vitest'
import { createFaultSwitches, faultPresets } from '../../../simulator/faults/presets.ts'
import { readFaults } from '../../../simulator/control/read-faults.ts'
import { readSettings } from '../../../simulator/control/read-settings.ts'
import { CORP_ID, PROXY_HOST, callApi, makeWorld, zhangWei } from '../support.ts'

const get = (world: ReturnType<typeof makeWorld>) =>
  callApi(world, '/cgi-bin/externalcontact/get', { external_userid: zhangWei }).body

describe('named faults', () => {
  it('have each a name of their own, and say what they are in both languages', () => {
    expect(new Set(faultPresets.map(({ name }) => name)).size).toBe(faultPresets.length)
    expect(faultPresets.length).toBeGreaterThanOrEqual(30)
    for (const { title, explanation } of faultPresets) {
      for (const text of [title, explanation]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u)
        expect(text.en).not.toBe('')
      }
    }
  })
  it.each(faultPresets.map(preset => [preset.name, preset] as const))(
    '%s: the control API accepts it, and it can be switched off',
    (name, preset) => {
      expect(readFaults(preset.faults ?? [])).toEqual(preset.faults ?? [])
      expect(readSettings(preset.settings ?? {})).toEqual(preset.settings ?? {})
      const world = makeWorld()
      const switches = createFaultSwitches(world)
      const before = structuredClone(world.settings)
      expect(switches.set(name, true)).toBe(true)
      expect(switches.active()).toEqual([name])
      const broken = JSON.stringify(world.settings) !== JSON.stringify(before) || world.faults.list().length > 0
      expect(broken || preset.happen !== undefined).toBe(true)
      switches.set(name, true)
      switches.set(name, false)
      expect(world.settings).toEqual(before)
      expect(world.faults.list()).toEqual([])
      expect(switches.active()).toEqual([])
    },
  )
  it.each([
    ['untrusted-ip', 60020], ['app-not-callable', 48002], ['outside-visible-range', 40096],
    ['member-without-customer-contact', 40096], ['frequency-limit', 0], ['third-party-app', 0],
  ])('%s has an effect', (name, errcode) => {
    const world = makeWorld()
    const switches = createFaultSwitches(world)
    switches.set(name, true)
    expect(get(world).errcode).toBe(errcode)
  })
  it('a limit is reached at the fourth call', () => {
    const world = makeWorld()
    const switches = createFaultSwitches(world)
    switches.set('frequency-limit', true)
    expect([1, 2, 3, 4].map(() => get(world).errcode)).toEqual([0, 0, 0, 45009])
  })
  it('C13: another member is in every client, and the first one comes back', () => {
    const world = makeWorld()
    const switches = createFaultSwitches(world)
    const [first, second] = world.scenario.members
    const phone = { version: '5.0.11', platform: 'ios', dialect: 'phone', theme: 'light', language: 'zh' } as const
    const { chatId, memberIds } = { chatId: world.scenario.chats[0]!.id, ...world.scenario.chats[0]! }
    const alone = memberIds.length === 1
    const client = world.clients.create({ ...phone, userId: memberIds[0]!, chatId })
    const atWorkbench = world.clients.create({ ...phone, userId: first!.userId })
    switches.set('member-switched', true)
    expect(atWorkbench.userId).toBe(second!.userId)
    expect(client.userId).not.toBe(memberIds[0])
    expect(client.chatId).toBe(alone ? undefined : chatId)
    switches.set('member-switched', false)
    expect([client.userId, client.chatId, atWorkbench.userId]).toEqual([memberIds[0], chatId, first!.userId])
  })
  it('the secret and the tickets go', () => {
    const world = makeWorld()
    const switches = createFaultSwitches(world)
    const secret = world.scenario.apps[0]!.agentSecret
    const ticket = world.credentials.issue('agent_ticket', 1000002, 7200)
    switches.set('secret-reset', true)
    switches.set('tickets-die-early', true)
    expect(callApi(world, '/cgi-bin/gettoken', { corpid: CORP_ID, corpsecret: secret }).body.errcode).toBe(40001)
    expect(world.credentials.state(ticket)).toBe('revoked')
  })
  it('add up, leave faults of others alone, and end with reset', () => {
    const world = makeWorld()
    const switches = createFaultSwitches(world)
    world.faults.replace([{ path: '/own' }])
    switches.set('bridge-late', true)
    switches.set('system-busy', true)
    expect(world.faults.list()).toHaveLength(3)
    switches.set('bridge-late', false)
    switches.set('system-busy', false)
    expect(world.faults.list()).toEqual([{ path: '/own' }])
    switches.set('slow', true)
    world.reset()
    expect(switches.active()).toEqual([])
    expect(world.settings).toMatchObject({ latencyMs: 0, trustedDomains: [PROXY_HOST] })
  })
  it('are not invented', () => {
    expect(createFaultSwitches(makeWorld()).set('nothing', true)).toBe(false)
  })
})
