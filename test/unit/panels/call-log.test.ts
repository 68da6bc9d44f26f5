import { describe, expect, it } from 'vitest'
import type { PanelConfig } from '../../../server/config/panel.ts'
import { json } from '../../support/upstream.ts'
import { CARD, good, hang, hangs, panelOf, profile, setUp, startProvider, upstream } from './provider.ts'
import type { Answer } from './provider.ts'

/** The newest call of the only panel, after it was loaded. */
async function callOf(answer: Answer, change: Partial<PanelConfig> = {}) {
  await startProvider({ orders: answer })
  const { load, calls } = setUp([panelOf('orders', change)])
  await load()
  return calls()[0]!.calls[0]
}

describe('the last calls of a panel', () => {
  it('have time, duration, status and size', async () => {
    const call = await callOf(good)
    const bytes = JSON.stringify(CARD).length
    expect(call).toEqual({
      at: expect.stringMatching(/^\d{4}-.+Z$/) as string, kind: 'card', ms: expect.any(Number) as number, status: 200,
      bytes, problem: undefined, detail: undefined,
    })
  })

  it('have the problem, and the paths of what is wrong in the card, but not what stands there', async () => {
    const blocks = [{ type: 'notice', text: { secret: 'oZhang' } }, { type: 'metrics', metrics: [{ label: 1 }] }]
    const call = await callOf((_request, response) => json(response, { ...CARD, blocks }))
    expect(call).toMatchObject({ status: 200, problem: 'panel_card_invalid' })
    expect(call!.detail).toMatch(/^blocks\.0\.text: .+; blocks\.1\.metrics\.0\.label: .+$/)
    expect(JSON.stringify(call)).not.toContain('oZhang')
  })

  it.each<[string, Answer, object]>([
    ['another status', (_request, response) => json(response, {}, 401), { status: 401, problem: 'panel_refused' }],
    ['a failure', (_request, response) => json(response, {}, 503), { status: 503, problem: 'panel_unavailable' }],
    ['too much', (_request, response) => json(response, { text: 'x'.repeat(70_000) }),
      { status: 200, problem: 'panel_card_invalid', detail: 'larger than 64 KB' }],
  ])('tell %s', async (_name, answer, expected) => {
    expect(await callOf(answer)).toMatchObject(expected)
  })

  it('tell that there was no answer', async () => {
    const call = await callOf(hang, { timeoutMs: 100 })
    expect(call).toMatchObject({ problem: 'panel_late' })
    expect(call).not.toHaveProperty('status')
  })

  it('name neither the customer nor the address, and are the last 20', async () => {
    await startProvider({ orders: good })
    const { load, calls } = setUp([panelOf('orders', { url: `${upstream.url}/orders?key=canary` }), panelOf('other')])
    for (let i = 0; i < 25; i++) await load({ only: 'orders' })
    const [orders, other] = calls()
    expect(upstream.calls).toHaveLength(25)
    expect(orders!.calls).toHaveLength(20)
    expect(other!.calls).toEqual([])
    expect(JSON.stringify(calls())).not.toMatch(new RegExp(`canary|127\\.0|${profile.unionId}|lin`))
  })

  it('have the newest first', async () => {
    await startProvider({ orders(request, response, body) {
      if (upstream.calls.length === 1) json(response, {}, 403)
      else good(request, response, body)
    } })
    const { load, calls } = setUp([panelOf('orders')])
    await load()
    await load()
    expect(calls()[0]!.calls.map(({ problem }) => problem)).toEqual([undefined, 'panel_refused'])
  })

  it('are none when no call was made, or its page has gone', async () => {
    await startProvider({ orders: hang })
    const { load, calls } = setUp([panelOf('orders')])
    await load({ profile: { ...profile, unionId: undefined } })
    const gone = new AbortController()
    const loading = load({ signal: gone.signal })
    await expect.poll(() => hangs.length).toBe(1)
    gone.abort()
    await loading
    expect(calls()[0]!.calls).toEqual([])
  })
})
