import { describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { makeWorld, PROXY_HOST } from '../support.ts'

describe('createWorld', () => {
  it('trusts the proxy\'s host when the scenario names no domain', () => {
    expect(makeWorld().settings.trustedDomains).toEqual([PROXY_HOST])
    expect(defaultScenario.settings.trustedDomains).toEqual([])
  })

  it('goes back to the scenario on reset, but keeps what was issued', () => {
    const world = makeWorld({ customerContactApp: false })
    const token = world.credentials.issue('access_token', 1000002, 7200)
    world.faults.replace([{ bridge: 'never' }])
    world.scenario.chats[0]?.messages.splice(0)
    world.log.add({ channel: 'server', path: '/x', parameters: '', errcode: 0, verdict: 'ok', durationMs: 0 })
    world.reset()
    expect(world.settings.customerContactApp).toBe(true)
    expect(world.faults.list()).toEqual([])
    expect(world.log.counts()).toEqual({})
    expect(world.scenario.chats[0]?.messages.length).toBeGreaterThan(0)
    expect(world.credentials.state(token)).toBe('live')
  })
})

describe('the request log', () => {
  it('counts exactly even when it has dropped old entries', () => {
    const { log } = makeWorld()
    for (let count = 0; count < 12_000; count++) {
      log.add({
        channel: 'server',
        path: count % 2 ? '/a' : '/b',
        parameters: '',
        errcode: 0,
        verdict: 'ok',
        durationMs: 0,
      })
    }
    expect(log.counts()).toEqual({ '/a': 6_000, '/b': 6_000 })
    expect(log.list().length).toBeLessThanOrEqual(5_000)
    expect(new Set(log.list('/a').map(({ path }) => path))).toEqual(new Set(['/a']))
  })

  it('keeps the bodies of the newest 300 requests', () => {
    const { log } = makeWorld()
    for (let count = 0; count < 301; count++) {
      log.add({
        channel: 'app', path: '/api/x', parameters: '', errcode: 0, verdict: 'ok', durationMs: 0,
        body: '{}', answer: '[]',
      })
    }
    const [oldest, second] = log.list()
    expect(oldest).not.toHaveProperty('body')
    expect(oldest).not.toHaveProperty('answer')
    expect(second).toMatchObject({ body: '{}', answer: '[]' })
    expect(log.list()).toHaveLength(301)
  })
})
