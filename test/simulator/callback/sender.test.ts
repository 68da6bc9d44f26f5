import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Action } from '../../../simulator/actions/action.ts'
import type { Delivery } from '../../../simulator/callback/sender.ts'
import { stranger, wecomCustomer } from '../../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../../simulator/scenarios/default/group.ts'
import { tagIds } from '../../../simulator/scenarios/default/tags.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { CORP_ID, ME, callApi, zhangWei } from '../support.ts'
import { raisedEvents } from './raised-events.ts'
import { AES_KEY, TOKEN, startReceiver, type TestReceiver } from './receiver.ts'

let simulator: Simulator
let receiver: TestReceiver

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(async () => {
  simulator.world.reset()
  await receiver.close()
})

async function call(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number, json: { message?: string, deliveries?: Delivery[], delivered?: Delivery[] } }> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(`${simulator.url}/simulator/${path}`, { method, ...init })
  return { status: response.status, json: await response.json() as object }
}

const register = () => call('PUT', 'callback', { url: receiver.url, token: TOKEN, aesKey: AES_KEY })
const act = (action: Action | Record<string, unknown>) => call('POST', 'actions', action)
const field = (xml: string | undefined, name: string) =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(xml ?? '')?.[1]
const settled = (count: number) =>
  expect.poll(() => simulator.callbacks.deliveries().filter(({ status }) => status !== 'waiting')).toHaveLength(count)

describe('doc 90930: saving the address', () => {
  it('asks the receiver to decrypt, and remembers it', async () => {
    expect((await register()).status).toBe(200)
    expect((await call('GET', 'callback')).json).toMatchObject({ url: receiver.url, deliveries: [] })
  })
  it.each<[string, (echo: string) => string | Promise<string>, RegExp]>([
    ['quotes', echo => `"${echo}"`, /no quotes/],
    ['a line break', echo => `${echo}\n`, /line break/],
    ['a byte order mark', echo => `\uFEFF${echo}`, /no BOM/],
    ['something else', () => 'success', /not the decrypted echostr/],
    ['nothing in time', () => new Promise<string>(() => undefined), /no (complete )?answer within 60 ms/],
  ])('refuses %s', async (_, verification, message) => {
    simulator.world.changeSettings({ callbackVerifyTimeoutMs: 60 })
    receiver.verification = verification
    const { status, json } = await register()
    expect(status).toBe(400)
    expect(json.message).toMatch(message)
    expect((await call('GET', 'callback')).json).toMatchObject({ url: null })
  })
  it('allows one second', () => {
    expect(defaultScenario.settings.callbackVerifyTimeoutMs).toBe(1_000)
    expect(defaultScenario.settings.callbackTimeoutMs).toBe(5_000)
  })
  it.each([
    { url: 'https://x/', token: 'a', aesKey: AES_KEY }, { url: 'x', token: 'a', aesKey: AES_KEY },
    { url: 'http://x/', token: 'a-b', aesKey: AES_KEY }, { url: 'http://x/', token: 'a', aesKey: 'short' },
  ])('refuses %o', async (body) => {
    expect((await call('PUT', 'callback', body)).status).toBe(400)
  })
})

describe('doc 92130: what people do raises events', () => {
  it.each(raisedEvents)('%o', async (action, fields) => {
    await register()
    expect((await act(action)).status).toBe(200)
    await expect.poll(() => receiver.messages).toHaveLength(1)
    const [xml] = receiver.messages
    const expected = { ToUserName: CORP_ID, FromUserName: 'sys', MsgType: 'event', ...fields }
    for (const [name, value] of Object.entries(expected)) {
      expect([name, field(xml, name)]).toEqual([name, value])
    }
    expect(field(xml, 'CreateTime')).toMatch(/^\d{10}$/)
  })

  it('and change what the API says', async () => {
    await act({ action: 'addContact', userId: ME, externalUserId: stranger.externalUserId, half: true })
    const { externalUserId } = stranger
    const get = () => callApi(simulator.world, '/cgi-bin/externalcontact/get', { external_userid: externalUserId }).body
    const followers = () => (get().follow_user as { userid: string }[]).map(({ userid }) => userid)
    expect(followers()).toEqual(['wangsiqi'])
    await act({ action: 'addContact', userId: ME, externalUserId: stranger.externalUserId })
    expect(followers()).toEqual(['wangsiqi', ME])
    await act({ action: 'deletedByContact', userId: ME, externalUserId: stranger.externalUserId })
    expect(followers()).toEqual(['wangsiqi', ME])
    await act({ action: 'deleteContact', userId: ME, externalUserId: stranger.externalUserId })
    await act({ action: 'deleteContact', userId: 'wangsiqi', externalUserId: stranger.externalUserId })
    expect(get().errcode).toBe(84061)
  })

  it('tells of a new tag group and of each tag in it', async () => {
    await register()
    await act({ action: 'createTags', groupName: '来源', names: ['门店', '直播'] })
    await settled(3)
    const types = simulator.callbacks.deliveries().map(({ event }) => 'tagType' in event && event.tagType)
    expect(types).toEqual(['tag_group', 'tag', 'tag'])
  })

  it('a new description alone is not told', async () => {
    await register()
    await act({ action: 'editContact', userId: ME, externalUserId: zhangWei, description: '只是描述' })
    expect(simulator.callbacks.deliveries()).toEqual([])
  })

  it('what the API changes raises none', async () => {
    await register()
    const by = { userid: ME, external_userid: zhangWei }
    const errcodes = [
      callApi(simulator.world, '/cgi-bin/externalcontact/remark', {}, { ...by, remark: 'a' }),
      callApi(simulator.world, '/cgi-bin/externalcontact/mark_tag', {}, { ...by, add_tag: [tagIds.sofa] }),
      callApi(simulator.world, '/cgi-bin/externalcontact/add_corp_tag', {}, { group_name: 'g', tag: [{ name: 't' }] }),
    ].map(({ body }) => body.errcode)
    expect(errcodes).toEqual([0, 0, 0])
    expect(simulator.callbacks.deliveries()).toEqual([])
  })

  it('without the permission there is none', async () => {
    await register()
    simulator.world.changeSettings({ customerContactApp: false })
    await act({ action: 'renameTag', id: tagIds.gold, name: '白金' })
    expect(simulator.callbacks.deliveries()).toEqual([])
  })

  it.each([{ visibleUserIds: ['wangsiqi'] }, { customerContactUserIds: ['wangsiqi'] }])(
    'of members outside the app\'s range there is none: %o', async (settings) => {
      await register()
      simulator.world.changeSettings(settings)
      await act({ action: 'editContact', userId: ME, externalUserId: zhangWei, remark: '张' })
      expect(simulator.callbacks.deliveries()).toEqual([])
      await act({ action: 'addContact', userId: 'wangsiqi', name: '新来的' })
      expect(simulator.callbacks.deliveries()).toHaveLength(1)
    },
  )

  it('has a WelcomeCode only for WeChat users, and once', async () => {
    await register()
    const added = async (externalUserId: string, half: boolean) => {
      await act({ action: 'addContact', userId: 'zhaoguoqiang', externalUserId, half })
      return field(simulator.callbacks.deliveries().at(-1)?.xml, 'WelcomeCode')
    }
    expect(await added(stranger.externalUserId, true)).toMatch(/^\S+$/)
    expect(await added(stranger.externalUserId, false)).toBeUndefined()
    expect(await added(wecomCustomer.externalUserId, false)).toBeUndefined()
    expect(await added(zhangWei, false)).toMatch(/^\S+$/)
  })

  it.each([
    { action: 'fly' },
    { action: 'editContact', userId: ME },
    { action: 'editContact', userId: ME, externalUserId: 'wmNobody', remark: 'a' },
    { action: 'addContact', userId: ME, externalUserId: zhangWei },
    { action: 'addContact', userId: 'nobody' },
    { action: 'shuffleTags', id: 1 },
    { action: 'dismissGroup', chatId: 'wrNone' },
    { action: 'joinGroup', chatId: decorationGroup.chatId, id: zhangWei },
    { action: 'shuffleTags', more: 1 },
  ])('refuses %o', async (action) => {
    expect((await act(action)).status).toBe(400)
  })
})

describe('doc 90930: delivery', () => {
  const rename = (name: string) => act({ action: 'renameTag', id: tagIds.gold, name })
  const tries = () => simulator.callbacks.deliveries().map(delivery => delivery.tries)

  it('is tried three times when the connection breaks', async () => {
    await register()
    receiver.answer = () => 'reset'
    await rename('a')
    await settled(1)
    expect(receiver.messages).toHaveLength(3)
    expect(new Set(receiver.messages).size).toBe(1)
    expect(simulator.callbacks.deliveries()[0]?.status).toBe('failed')
  })
  it('is tried again after a time-out, until there is an answer', async () => {
    await register()
    simulator.world.changeSettings({ callbackTimeoutMs: 80 })
    const answers = ['hang', 200] as const
    receiver.answer = () => answers[receiver.messages.length - 1] ?? 500
    await rename('a')
    await settled(1)
    expect(tries()).toEqual([['no answer within 80 ms', 'HTTP 200']])
  })
  it('is not tried again after an error status', async () => {
    await register()
    receiver.answer = () => 500
    await rename('a')
    await settled(1)
    expect(tries()).toEqual([['HTTP 500']])
  })
  it('comes in another order, and more than once, on demand', async () => {
    await register()
    simulator.world.changeSettings({ callbackPaused: true })
    for (const id of [tagIds.gold, tagIds.silver, tagIds.fresh]) await act({ action: 'renameTag', id, name: `${id}x` })
    expect(receiver.messages).toEqual([])
    const { json } = await call('POST', 'callback/deliver', { order: 'reversed', copies: 2 })
    expect(json.delivered).toHaveLength(3)
    const ids = receiver.messages.map(xml => field(xml, 'Id'))
    expect(ids).toEqual([tagIds.fresh, tagIds.fresh, tagIds.silver, tagIds.silver, tagIds.gold, tagIds.gold])
    expect(receiver.messages[0]).toBe(receiver.messages[1])
    expect((await call('POST', 'callback/deliver', {})).json.delivered).toEqual([])
  })
  it.each([{ copies: 0 }, { copies: 1.5 }, { order: 'x' }, { x: 1 }])('refuses to deliver %o', async (body) => {
    expect((await call('POST', 'callback/deliver', body)).status).toBe(400)
  })
  it('stands in the request log, without secrets', async () => {
    await register()
    await rename('a')
    await settled(1)
    const log = simulator.world.log.list().filter(({ channel }) => channel === 'callback')
    expect(log.map(({ verdict }) => verdict)).toEqual(['ok: address verified', 'ok: HTTP 200'])
    expect(JSON.stringify(log)).not.toMatch(/msg_signature|QDG6eK/)
  })
  it('ends with DELETE', async () => {
    await register()
    await call('DELETE', 'callback')
    await rename('a')
    expect(simulator.callbacks.deliveries()).toEqual([])
  })
})
