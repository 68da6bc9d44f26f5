import { describe, expect, it } from 'vitest'
import { callApi, makeWorld, tokenOf } from '../support.ts'

const corp = '/cgi-bin/get_jsapi_ticket'
const agent = '/cgi-bin/ticket/get'
const type = 'agent_config'

describe('tickets (doc 90506)', () => {
  it('of company and app are different things', () => {
    const world = makeWorld()
    expect(callApi(world, corp).body.ticket).not.toBe(callApi(world, agent, { type }).body.ticket)
  })

  it('of the company is one for all apps, of the app its own', () => {
    const world = makeWorld()
    const other = { access_token: tokenOf(world, 1) }
    expect(callApi(world, corp, other).body.ticket).toBe(callApi(world, corp).body.ticket)
    expect(callApi(world, agent, { ...other, type }).body.ticket).not.toBe(callApi(world, agent, { type }).body.ticket)
  })

  it.each([{}, { type: 'jsapi' }, { type: 'wx_card' }])('ticket/get wants type=agent_config, not %o', (query) => {
    expect(callApi(makeWorld(), agent, query as Record<string, string>).body.errcode).toBe(91040)
  })

  it('may be fetched 100 times an hour and app, each kind counted by itself', () => {
    const world = makeWorld()
    for (let count = 0; count < 100; count++) expect(callApi(world, corp).body.errcode).toBe(0)
    expect(callApi(world, corp).body.errcode).toBe(45009)
    expect(callApi(world, agent, { type }).body.errcode).toBe(0)
    expect(callApi(world, corp, { access_token: tokenOf(world, 1) }).body.errcode).toBe(0)
    world.changeSettings({ clockOffsetMs: 3_600_001 })
    expect(callApi(world, corp).body.errcode).toBe(0)
  })

  it('are counted from the beginning after a reset', () => {
    const world = makeWorld()
    for (let count = 0; count < 101; count++) callApi(world, corp)
    expect(callApi(world, corp).body.errcode).toBe(45009)
    world.reset()
    expect(callApi(world, corp).body.errcode).toBe(0)
  })
})
