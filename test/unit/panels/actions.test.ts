import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import door from
  '../../../server/api/customers/[externalUserId]/panels/[panel]/actions/[action].post.ts'
import { hasCode } from '../../../server/errors/app-error.ts'
import { MAX_TICKET } from '../../../server/panels/action-tickets.ts'
import type { SubmitAction } from '../../../shared/types/card.ts'
import type { PanelLine } from '../../../shared/types/panel.ts'
import { realClock } from '../../support/manual-clock.ts'
import { json } from '../../support/upstream.ts'
import { CARD, good, hang, hangs, panelOf, profile, setUp, startProvider, upstream } from './provider.ts'
import type { Answer } from './provider.ts'

interface Received {
  id: unknown
  body: { action?: { id: string, input: object } }
}

const ACTION = { id: 'refund', label: 'Refund', kind: 'submit', fields: [
  { name: 'reason', label: 'Reason', type: 'text', required: true },
] }
const WITH_ACTION = { version: 1, blocks: [{ type: 'actions', actions: [ACTION] }] }
const INPUT = { reason: 'broken' }

const ticketIn = (lines: PanelLine[]) => {
  const [line] = lines
  const block = line && 'card' in line ? line.card.blocks[0] : undefined
  return block?.type === 'actions' ? (block.actions[0] as SubmitAction<string>).ticket! : ''
}

/** A provider whose card has an action. */
async function start(answer: Answer, change: Parameters<typeof panelOf>[1] = {}) {
  const received: Received[] = []
  await startProvider({ orders(request, response, text) {
    const body = JSON.parse(text) as Received['body']
    received.push({ id: request.headers['webhook-id'], body })
    if (body.action) answer(request, response, text)
    else json(response, WITH_ACTION)
  } })
  const panels = setUp([panelOf('orders', change)])
  const ticket = ticketIn(await panels.load())
  const act = (more: Partial<Parameters<typeof panels.act>[0]> = {}) =>
    panels.act({ action: 'refund', ticket, input: INPUT, ...more })
  return { ...panels, act, received, ticket }
}

const message: Answer = (_request, response) => json(response, { version: 1, message: 'Refunded', tone: 'good' })
const codeOf = (result: Awaited<ReturnType<ReturnType<typeof setUp>['act']>>) =>
  'problem' in result ? result.problem.code : 'ok'

describe('the largest form that a card can have', () => {
  const longest = (text: string) => Array.from({ length: 20 }, (_, i) =>
    ({ value: text + String.fromCharCode(97 + i), label: 'A' }))
  const formOf = (text: string) => Array.from({ length: 8 }, (_, i) => ({
    name: `n${i}`.padEnd(32, 'x'), label: 'A', type: 'select', required: true, options: longest(text),
  }))

  // All that 64 KiB of a card allow; the last two take six bytes as JSON.
  it.each([['汉', 63], ['\u0001', 60], ['\uD800', 60]])('has a ticket that the door takes: %j', async (one, times) => {
    const fields = formOf(one.repeat(times))
    const card = { version: 1, blocks: [{ type: 'actions', actions: [{ ...ACTION, fields }] }] }
    await startProvider({ orders: (_request, response, text) =>
      json(response, 'action' in JSON.parse(text) ? { version: 1, message: 'Done' } : card) })
    const { load, act } = setUp([panelOf('orders')])
    const ticket = ticketIn(await load())
    const input = Object.fromEntries(fields.map(({ name, options }) => [name, options[0]!.value]))
    expect(v.is(door.door.body!, { ticket, input, idempotencyKey: 'k' })).toBe(true)
    expect(codeOf(await act({ action: 'refund', ticket, input }))).toBe('ok')
  })

  it('fits into the body with the longest texts', () => {
    const input = Object.fromEntries(formOf('x').map(({ name }) => [name, '\u0001'.repeat(2_000)]))
    const body = JSON.stringify({ ticket: 'x'.repeat(MAX_TICKET), input, idempotencyKey: 'k'.repeat(64) })
    expect(Buffer.byteLength(body)).toBeLessThan(door.door.maxBytes!)
  })
})

describe('an action', () => {
  it('hands over the customer, the action and its input by a signed call, and is on record', async () => {
    const { act, received, onHandOver } = await start(message)
    expect(await act()).toEqual({ version: 1, message: 'Refunded', tone: 'good' })
    expect(received.at(-1)!.body).toEqual({
      version: 1, panel: 'orders', action: { id: 'refund', input: INPUT }, customer: { unionId: 'oZhang' },
      member: { userId: 'lin' }, locale: 'en', theme: 'light',
    })
    expect(onHandOver.mock.calls).toEqual([['orders', ['unionId']], ['orders', ['unionId', 'reason']]])
  })

  it('is answered with the next card, whose actions have tickets of their own', async () => {
    const { act, ticket } = await start((_request, response) => json(response, WITH_ACTION))
    const next = await act()
    if (!('card' in next)) throw new Error('It has no card.')
    const again = ticketIn([{ panel: 'orders', card: next.card }])
    expect(again).not.toBe(ticket)
    expect(codeOf(await act({ ticket: again }))).toBe('ok')
  })

  it('tried again has the same id; another run, input, customer or member another one', async () => {
    const { act, load, received } = await start(message)
    await act()
    await act()
    await act({ idempotencyKey: 'other' })
    await act({ input: { reason: 'too late' } })
    for (const change of [{ userId: 'wang' }, { profile: { ...profile, externalUserId: 'wmLi' } }]) {
      await act({ ...change, ticket: ticketIn(await load(change)) })
    }
    const ids = received.filter(({ body }) => body.action).map(({ id }) => id)
    expect(ids[1]).toBe(ids[0])
    expect([ids.length, new Set(ids).size]).toEqual([6, 5])
  })

  it('without a ticket for exactly this is not called', async () => {
    const { act, received, onHandOver } = await start(message)
    for (const change of [
      { ticket: 'forged' }, { action: 'delete-everything' }, { userId: 'wang' },
      { profile: { ...profile, externalUserId: 'wmLi' } },
    ]) expect(codeOf(await act(change))).toBe('panel_action_outdated')
    expect([received.length, onHandOver.mock.calls.length]).toEqual([1, 1])
  })

  it('with other input than its form allows, or of an unknown panel, is refused', async () => {
    const { act, received } = await start(message)
    const refusal = (change: object) => act(change).then(() => undefined, (error: unknown) => error)
    expect(hasCode(await refusal({ input: {} }), 'invalid_request')).toBe(true)
    expect(hasCode(await refusal({ input: { ...INPUT, amount: '1' } }), 'invalid_request')).toBe(true)
    expect(hasCode(await refusal({ panel: 'unknown' }), 'not_found')).toBe(true)
    expect(received).toHaveLength(1)
  })

  it.each<[string, Answer, string]>([
    ['HTML', (_request, response) => response.end('<!doctype html>'), 'panel_card_invalid'],
    ['an error', (_request, response) => json(response, CARD, 500), 'panel_unavailable'],
    ['a refusal', (_request, response) => json(response, CARD, 403), 'panel_refused'],
    ['nothing in its time', hang, 'panel_late'],
  ])('says that the provider answered %s', async (_what, answer, code) => {
    const { act, onFailure } = await start(answer, { timeoutMs: 200 })
    expect([codeOf(await act()), onFailure.mock.calls]).toEqual([code, []])
  })

  it('makes the provider be asked for the next card, also while a card was on its way', async () => {
    const { act, load } = await start(message, { cacheSeconds: 60 })
    await load()
    expect(upstream.calls).toHaveLength(1)
    await act()
    await load()
    expect(upstream.calls).toHaveLength(3)
  })

  it('of a customer without the unionid that the panel needs is not called', async () => {
    const { act, received } = await start(message)
    const without = { ...profile, unionId: undefined, unionIdMissing: 'wecom_contact' as const }
    expect(await act({ profile: without })).toMatchObject({
      problem: { code: 'union_id_missing', reason: 'wecom_contact' },
    })
    expect(received).toHaveLength(1)
  })

  it('has a place in the queue of its panel', async () => {
    await startProvider({ orders: hang, other: good })
    const { load, act } = setUp([panelOf('orders')], undefined, { ...realClock, monotonic: () => 0 })
    const first = load()
    await expect.poll(() => hangs.length).toBe(1)
    json(hangs[0]!, WITH_ACTION)
    const ticket = ticketIn(await first)
    const all = Array.from({ length: 4 }, () => act({ action: 'refund', ticket, input: INPUT }))
    await expect.poll(() => hangs.length).toBe(4)
    for (const response of hangs.slice(1)) json(response, CARD)
    await expect.poll(() => hangs.length).toBe(5)
    json(hangs[4]!, CARD)
    expect((await Promise.all(all)).map(codeOf)).toEqual(Array(4).fill('ok'))
  })
})
