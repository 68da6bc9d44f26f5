import { describe, expect, it } from 'vitest'
import { CORP_ID, callApi, makeWorld, tokenOf } from '../support.ts'

const path = '/cgi-bin/gettoken'
const secret = 'simulated-agent-secret-of-the-sidebar-00001'

describe('gettoken (doc 91039)', () => {
  it.each([
    ['nothing', {}, 41004],
    ['corpid only', { corpid: CORP_ID }, 41004],
    ['secret only', { corpsecret: secret }, 41002],
    ['an unknown corpid with any secret', { corpid: 'ww0000000000000000', corpsecret: 'x' }, 40013],
    ['a wrong secret', { corpid: CORP_ID, corpsecret: 'x' }, 40001],
  ])('%s → its errcode', (_, query, errcode) => {
    expect(callApi(makeWorld(), path, query as Record<string, string>).body.errcode).toBe(errcode)
  })

  it('answers the same token while it is valid, a new one after', () => {
    const world = makeWorld()
    const get = () => callApi(world, path, { corpid: CORP_ID, corpsecret: secret }).body
    const first = get()
    expect(first.expires_in).toBe(7200)
    world.changeSettings({ clockOffsetMs: 60_000 })
    expect(get().access_token).toBe(first.access_token)
    expect(get().expires_in).toBeLessThanOrEqual(7140)
    world.changeSettings({ clockOffsetMs: 7_200_000 })
    expect(get().access_token).not.toBe(first.access_token)
  })

  it('gives each app its own', () => {
    const world = makeWorld()
    expect(tokenOf(world, 0)).not.toBe(tokenOf(world, 1))
  })

  it('works from any address: 60020 comes with the first business call', () => {
    const world = makeWorld({ trustedIps: [] })
    expect(callApi(world, path, { corpid: CORP_ID, corpsecret: secret }).body.errcode).toBe(0)
    expect(callApi(world, '/cgi-bin/get_jsapi_ticket').body.errcode).toBe(60020)
  })
})

describe('a token in use', () => {
  it('expires with 42001', () => {
    const world = makeWorld()
    const token = tokenOf(world)
    world.changeSettings({ clockOffsetMs: 7_200_001 })
    expect(callApi(world, '/cgi-bin/get_jsapi_ticket', { access_token: token }).body.errcode).toBe(42001)
  })

  it('dies early with 40014, while a newer one lives', () => {
    const world = makeWorld()
    const token = tokenOf(world)
    expect(world.credentials.revoke('access_token')).toBe(1)
    expect(callApi(world, '/cgi-bin/get_jsapi_ticket', { access_token: token }).body.errcode).toBe(40014)
    expect(callApi(world, '/cgi-bin/get_jsapi_ticket').body.errcode).toBe(0)
  })
})
