import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { PanelConfig } from '../../../server/config/panel.ts'
import { signWebhook } from '../../../server/panels/webhook-signature.ts'
import { isPublicAddress } from '../../../server/upstream/address-rules.ts'
import type { PanelLine } from '../../../shared/types/panel.ts'
import { realClock } from '../../support/manual-clock.ts'
import { json } from '../../support/upstream.ts'
import { CARD, good, hang, hangs, NEXT, panelOf, profile, SECRET, setUp, startProvider, upstream } from './provider.ts'
import type { Answer } from './provider.ts'

/** No time passes for those that wait: a slow machine gives none of them up. */
const patient = { ...realClock, monotonic: () => 0 }

/** @returns the code and the detail of the only panel */
async function problemOf(answer: Answer, change: Partial<PanelConfig> = {}): Promise<string> {
  await startProvider({ bad: answer, good })
  const { load, onFailure } = setUp([panelOf('bad', change), panelOf('good')])
  const lines = await load()
  expect(lines).toContainEqual({ panel: 'good', card: CARD })
  expect(onFailure).not.toHaveBeenCalled()
  const bad = lines.find(({ panel }) => panel === 'bad')!
  if (!('problem' in bad)) throw new Error('It has a card.')
  return [bad.problem.code, bad.problem.detail].filter(Boolean).join(': ')
}

describe('a call of a provider', () => {
  it('is signed with each secret and has only what the panel needs', async () => {
    const received: unknown[] = []
    await startProvider({ orders(request, response, body) {
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, ...sent } = request.headers
      const signed = signWebhook({ id: String(id), timestamp: Number(timestamp), body }, [NEXT, SECRET])
      expect(sent).toMatchObject({ 'webhook-signature': signed['webhook-signature'] })
      received.push(JSON.parse(body))
      json(response, CARD)
    } })
    const { load, onHandOver } = setUp([panelOf('orders', { secrets: [NEXT, SECRET], needs: ['unionId', 'remark'] })])
    expect(await load()).toEqual([{ panel: 'orders', card: CARD }])
    const call = {
      version: 1, panel: 'orders', customer: { unionId: 'oZhang', remark: '老张' }, member: { userId: 'lin' },
      locale: 'en', theme: 'light',
    }
    expect(received).toEqual([call])
    expect(onHandOver.mock.calls).toEqual([['orders', ['unionId', 'remark']]])
  })

  it('has another id each time', async () => {
    const ids = new Set<unknown>()
    await startProvider({ orders(request, response) {
      ids.add(request.headers['webhook-id'])
      json(response, CARD)
    } })
    const { load } = setUp([panelOf('orders')])
    await load()
    await load()
    expect(ids.size).toBe(2)
  })

  it('is not made without a unionid that the panel needs; the others are made', async () => {
    await startProvider({ plain: good, orders: good })
    const { load, onHandOver } = setUp([panelOf('orders'), panelOf('plain', { needs: [] })])
    const lines = await load({ profile: { ...profile, unionId: undefined, unionIdMissing: 'wecom_contact' } })
    expect(lines).toContainEqual({
      panel: 'orders',
      problem: expect.objectContaining({ code: 'union_id_missing', reason: 'wecom_contact' }) as object,
    })
    expect(lines).toContainEqual({ panel: 'plain', card: CARD })
    expect(onHandOver.mock.calls).toEqual([['plain', []]])
    expect(upstream.calls).toEqual(['/plain'])
  })

  it('is made for one panel alone when only that is asked for', async () => {
    await startProvider({ a: good, b: good })
    const { load } = setUp([panelOf('a'), panelOf('b')])
    expect(await load({ only: 'b' })).toEqual([{ panel: 'b', card: CARD }])
    expect(await load({ only: 'c' })).toEqual([])
  })

  it('is saved while the card is kept, for the same customer and member only', async () => {
    await startProvider({ orders: good })
    const { load } = setUp([panelOf('orders', { cacheSeconds: 60 })])
    await load()
    expect(await load()).toEqual([{ panel: 'orders', card: CARD }])
    expect(upstream.calls).toHaveLength(1)
    await load({ userId: 'wang' })
    await load({ profile: { ...profile, unionId: 'oOther' } })
    await load({ language: 'zh-CN' })
    expect(upstream.calls).toHaveLength(4)
  })

  it('is made again for a customer whose cards were forgotten, also while one was on its way', async () => {
    await startProvider({ orders: hang })
    const { load, forget } = setUp([panelOf('orders', { cacheSeconds: 60 })])
    const early = load()
    await expect.poll(() => hangs.length).toBe(1)
    forget('wmZhang')
    json(hangs[0]!, CARD)
    await early
    const again = load()
    await expect.poll(() => hangs.length).toBe(2)
    json(hangs[1]!, CARD)
    await again
    forget('wmOther')
    await load()
    expect(upstream.calls).toHaveLength(2)
    forget('wmZhang')
    const last = load()
    await expect.poll(() => hangs.length).toBe(3)
    json(hangs[2]!, CARD)
    await last
  })

  it('waits while eight others of its panel run', async () => {
    await startProvider({ orders: hang })
    const { load } = setUp([panelOf('orders')], undefined, patient)
    const all = Array.from({ length: 12 }, (_, index) => load({ userId: `member${index}` }))
    await expect.poll(() => hangs.length).toBe(8)
    for (const response of hangs) json(response, CARD)
    await expect.poll(() => hangs.length).toBe(12)
    for (const response of hangs.slice(8)) json(response, CARD)
    expect((await Promise.all(all)).flat().every(line => 'card' in line)).toBe(true)
  })

  it('waits while three others of its panel run for the same member', async () => {
    await startProvider({ orders: hang, other: good })
    const { load } = setUp([panelOf('orders'), panelOf('other')], undefined, patient)
    const all = Array.from({ length: 4 }, () => load({ only: 'orders' }))
    await expect.poll(() => hangs.length).toBe(3)
    expect(await load({ only: 'other' })).toMatchObject([{ card: CARD }])
    const colleagues = Array.from({ length: 2 }, (_, index) => load({ only: 'orders', userId: `member${index}` }))
    await expect.poll(() => hangs.length).toBe(5)
    json(hangs[0]!, CARD)
    await expect.poll(() => hangs.length).toBe(6)
    for (const response of hangs.slice(1)) json(response, CARD)
    expect((await Promise.all([...all, ...colleagues])).flat().every(line => 'card' in line)).toBe(true)
  })
})

describe('a page that has gone', () => {
  it('ends the calls, also those that wait, and is no outage of the provider', async () => {
    let ended = 0
    await startProvider({ orders(request, response) {
      response.once('close', () => ended++)
      hangs.push(response)
    } })
    const { load, onFailure, onHandOver } = setUp([panelOf('orders')])
    const gone = new AbortController()
    const all = Array.from({ length: 20 }, (_, index) => load({ signal: gone.signal, userId: `member${index}` }))
    await expect.poll(() => hangs.length).toBe(8)
    gone.abort()
    await Promise.all(all)
    await expect.poll(() => ended).toBe(8)
    expect([hangs.length, onHandOver.mock.calls.length, onFailure.mock.calls]).toEqual([8, 8, []])
    const next = load()
    await expect.poll(() => hangs.length).toBe(9)
    json(hangs[8]!, CARD)
    expect(await next).toEqual([{ panel: 'orders', card: CARD }])
  })
})

describe('five failures in a row', () => {
  it.each<[string, Answer, number]>([
    ['no connection', (_request, response) => response.destroy(), 5],
    ...[502, 503, 504].map((status): [string, Answer, number] =>
      [`${status}`, (_request, response) => json(response, {}, status), 5]),
    ['500, which one customer may cause', (_request, response) => json(response, {}, 500), 6],
  ])('pause the panel when the provider is away: %s', async (_what, answer, calls) => {
    await startProvider({ orders: answer })
    const { load } = setUp([panelOf('orders')])
    for (let count = 0; count < 6; count++) await load()
    expect(upstream.calls).toHaveLength(calls)
  })
})

describe('lines', () => {
  it('come in the order in which the panels are ready', async () => {
    await startProvider({ slow: hang, fast: good })
    const { load } = setUp([panelOf('slow'), panelOf('fast')])
    const lines: PanelLine[] = []
    const whole = load({}, lines)
    await expect.poll(() => lines.map(({ panel }) => panel)).toEqual(['fast'])
    await expect.poll(() => hangs.length).toBe(1)
    json(hangs[0]!, CARD)
    expect((await whole).map(({ panel }) => panel)).toEqual(['fast', 'slow'])
  })
})

describe('a bad panel: only its own line says so', () => {
  it.each<[string, Answer, string]>([
    ['HTML', (_request, response) => response.end('<!doctype html>'), 'panel_card_invalid: the answer is not JSON'],
    ['nothing', (_request, response) => response.end(), 'panel_card_invalid: the answer is not JSON'],
    ['a wrong schema', (_request, response) => json(response, { version: 1, blocks: [{ type: 'notice' }] }),
      'panel_card_invalid: blocks.0.text: expected "text"'],
    ['10 MB', (_request, response) => response.end('x'.repeat(10_000_000)), 'panel_card_invalid: larger than 64 KB'],
    ['an error', (_request, response) => json(response, CARD, 500), 'panel_unavailable: status 500'],
    ['a refusal', (_request, response) => json(response, CARD, 401), 'panel_refused: status 401'],
    ['a redirect', (_request, response) => response.writeHead(307, { location: '/good' }).end(),
      'panel_refused: status 307'],
    ['an end without an answer', (_request, response) => response.destroy(), 'panel_unavailable'],
    ['an end within the answer', (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"version":1')
      setImmediate(() => response.destroy())
    }, 'panel_unavailable'],
    ['rubbish instead of HTTP', (request, response) => {
      request.socket.write('\u0000\u0000\r\n\r\n')
      response.destroy()
    }, 'panel_unavailable'],
  ])('%s', async (_what, answer, problem) => {
    expect(await problemOf(answer)).toBe(problem)
  })

  it('no answer in its time', async () => {
    expect(await problemOf(hang, { timeoutMs: 200 })).toBe('panel_late')
  })

  it('an answer that drips', async () => {
    const drip: Answer = (request, response) => {
      const timer = setInterval(() => response.write(' '), 20)
      void once(request.socket, 'close').then(() => clearInterval(timer))
    }
    expect(await problemOf(drip, { timeoutMs: 200 })).toBe('panel_late')
  })

  it('a private address', async () => {
    await startProvider({ bad: good })
    const { load, onFailure } = setUp([panelOf('bad')], isPublicAddress)
    expect(await load()).toMatchObject([{ problem: { code: 'panel_address_refused' } }])
    expect(upstream.calls).toEqual([])
    expect(onFailure).not.toHaveBeenCalled()
  })

  it('tells details to admins only', async () => {
    await startProvider({ bad: (_request, response) => response.end('x') })
    const [line] = await setUp([panelOf('bad')]).load({ isAdmin: false })
    expect(line).toEqual({ panel: 'bad', problem: {
      code: 'panel_card_invalid', message: 'The provider answered something that is not a card.',
    } })
  })

  it('a provider that is out is not asked after five failures', async () => {
    await startProvider({ bad: (_request, response) => response.destroy() })
    const { load } = setUp([panelOf('bad')])
    for (let count = 0; count < 7; count++) await load()
    expect(upstream.calls).toHaveLength(5)
  })
})
