import { describe, expect, it } from 'vitest'
import { CORP_ID, ME, PROXY_HOST, callApi, makeWorld, tokenOf } from '../support.ts'

const path = '/cgi-bin/externalcontact/get_follow_user_list'
const errcode = (...input: Parameters<typeof callApi>) => callApi(...input).body.errcode

describe('doc 90312: frequency limits', () => {
  it('per company, API and minute, for both apps together', () => {
    const world = makeWorld({ callsPerMinute: 3 })
    const codes = [0, 1, 0, 1].map(app => errcode(world, path, { access_token: tokenOf(world, app as 0 | 1) }))
    expect(codes).toEqual([0, 0, 0, 45009])
    expect(errcode(world, '/cgi-bin/externalcontact/get_corp_tag_list', {}, {})).toBe(0)
    world.changeSettings({ clockOffsetMs: 60_000 })
    expect(errcode(world, path)).toBe(0)
  })
  it('per hour', () => {
    const world = makeWorld({ callsPerHour: 1 })
    expect([errcode(world, path), errcode(world, path)]).toEqual([0, 45009])
    world.changeSettings({ clockOffsetMs: 3_600_000 })
    expect(errcode(world, path)).toBe(0)
  })
  it('of one API, as set', () => {
    const world = makeWorld({ callsPerMinuteOf: { [path]: 1 } })
    expect([errcode(world, path), errcode(world, path)]).toEqual([0, 45009])
    expect(errcode(world, '/cgi-bin/get_jsapi_ticket')).toBe(0)
  })
  it('per address', () => {
    const world = makeWorld({ callsPerMinutePerIp: 1 })
    expect(errcode(world, path, {}, undefined, '203.0.113.1')).toBe(0)
    expect(errcode(world, path, {}, undefined, '203.0.113.2')).toBe(0)
    expect(errcode(world, path, {}, undefined, '203.0.113.1')).toBe(45009)
  })
  it('per address and hour', () => {
    const world = makeWorld({ callsPerHourPerIp: 1 })
    const from = (address: string) => errcode(world, path, {}, undefined, address)
    expect([from('203.0.113.1'), from('203.0.113.2'), from('203.0.113.1')]).toEqual([0, 0, 45009])
    world.changeSettings({ clockOffsetMs: 3_600_000 })
    expect(from('203.0.113.1')).toBe(0)
    expect(world.initialSettings).toMatchObject({ callsPerMinutePerIp: 20_000, callsPerHourPerIp: 600_000 })
  })
  it('not for auth/getuserinfo while the code is valid', () => {
    const world = makeWorld({ callsPerMinute: 1 })
    const exchange = (code: string) => errcode(world, '/cgi-bin/auth/getuserinfo', { code })
    const issue = () => world.codes.issue({ userId: ME, agentId: 1000002, redirectHost: PROXY_HOST })
    const [used, other, late] = [issue(), issue(), issue()]
    expect([exchange(used), exchange(other), exchange(used), exchange(used)]).toEqual([0, 0, 40029, 45009])
    world.changeSettings({ clockOffsetMs: 300_001 })
    expect([exchange(late), exchange(late)]).toEqual([42003, 45009])
  })
  it('of the company\'s ticket: all apps together', () => {
    const world = makeWorld({ ticketsPerHour: 2, corpTicketsPerHour: 3 })
    const fetched = [0, 0, 1, 1].map(app =>
      errcode(world, '/cgi-bin/get_jsapi_ticket', { access_token: tokenOf(world, app as 0 | 1) }),
    )
    expect(fetched).toEqual([0, 0, 0, 45009])
  })
})

it('doc 90313: five calls a minute in debug mode', () => {
  const world = makeWorld()
  const codes = Array.from({ length: 6 }, () => errcode(world, path, { debug: '1' }))
  expect(codes).toEqual([0, 0, 0, 0, 0, 45009])
  expect(errcode(world, path)).toBe(0)
})

describe('doc 90313: wrong secrets', () => {
  const wrong = { corpid: CORP_ID, corpsecret: 'wrong' }
  it('shut the address out for an hour, every API', () => {
    const world = makeWorld({ wrongSecretsPerHour: 2 })
    const ip = '203.0.113.9'
    const get = () => errcode(world, '/cgi-bin/gettoken', wrong, undefined, ip)
    expect([get(), get(), get(), get()]).toEqual([40001, 40001, 40001, 45009])
    expect(errcode(world, path, {}, undefined, ip)).toBe(45009)
    expect(errcode(world, path, {}, undefined, '203.0.113.10')).toBe(0)
    world.changeSettings({ clockOffsetMs: 3_600_001 })
    expect(errcode(world, path, {}, undefined, ip)).toBe(0)
  })
})
