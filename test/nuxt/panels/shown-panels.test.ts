import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ShownCard } from '#shared/types/card.ts'
import type { PanelActionResult, PanelLine, PanelsLine } from '#shared/types/panel.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import type { RunAction } from '~/browser/panels/run-action'
import { createShownPanels, LATE, SLOW, type ShownPanelsOptions } from '~/browser/panels/shown-panels'
import type { PanelsWanted, RequestPanels } from '~/browser/panels/panel-lines'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Running extends PanelsWanted {
  onLine: (line: PanelsLine) => void
  end: () => void
  fail: (error: Error) => void
}

const card = (text: string): ShownCard => ({ version: 1, blocks: [{ type: 'notice', text }] })
const line = (panel: string, text: string): PanelLine => ({ panel, card: card(text) })
const late = { status: 'failed', problem: { code: 'panel_late' } }

const run = { action: { id: 'refund', label: 'Refund', kind: 'submit' as const, ticket: 'T' }, input: {}, key: 'k' }

function setUp(painted = async () => {}) {
  const running: Running[] = []
  const request: RequestPanels = (wanted, onLine) => new Promise((resolve, reject) =>
    running.push({ ...wanted, onLine, end: resolve, fail: reject }))
  const runAction = vi.fn<RunAction>()
  const onDraft = vi.fn<ShownPanelsOptions['onDraft']>()
  const panels = createShownPanels({ ids: ['orders', 'tickets'], request, runAction, painted, onDraft })
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const stateOf = (id: string) => panels.state.value?.panels[id]
  return { ...panels, runAction, onDraft, running, settle, stateOf }
}

describe('the panels of the customer on the screen', () => {
  it('are asked for by one request after the customer is painted, and appear when they are ready', async () => {
    let paint = () => {}
    const { show, running, settle, stateOf } = setUp(() => new Promise(resolve => paint = resolve))
    void show('wmA')
    await settle()
    expect([running.length, stateOf('orders')]).toEqual([0, { status: 'loading', isSlow: false }])
    paint()
    await settle()
    expect(running).toMatchObject([{ path: 'wmA', panel: undefined }])
    running[0]!.onLine(line('tickets', 'T'))
    expect(stateOf('tickets')).toEqual({ status: 'ready', card: card('T') })
    expect(stateOf('orders')).toEqual({ status: 'loading', isSlow: false })
    running[0]!.onLine({ panel: 'orders', problem: { code: 'panel_refused', message: '' } })
    expect(stateOf('orders')).toMatchObject({ status: 'failed', problem: { code: 'panel_refused' } })
  })

  it('say that they still wait, and are given up; what is ready stays', async () => {
    const { show, running, settle, stateOf } = setUp()
    void show('wmA')
    await settle()
    running[0]!.onLine(line('tickets', 'T'))
    await vi.advanceTimersByTimeAsync(SLOW)
    expect(stateOf('orders')).toEqual({ status: 'loading', isSlow: true })
    await vi.advanceTimersByTimeAsync(LATE - SLOW)
    expect(stateOf('orders')).toEqual(late)
    expect(stateOf('tickets')).toEqual({ status: 'ready', card: card('T') })
    expect(running[0]!.signal.aborted).toBe(true)
    running[0]!.onLine(line('orders', 'too late'))
    expect(stateOf('orders')).toEqual(late)
  })

  it('are given up when the answer ends without them', async () => {
    const { show, running, settle, stateOf } = setUp()
    void show('wmA')
    await settle()
    running[0]!.end()
    await settle()
    expect(stateOf('orders')).toEqual(late)
  })

  it('show a failure of the request where they have nothing else', async () => {
    const { show, running, settle, stateOf } = setUp()
    void show('wmA')
    await settle()
    running[0]!.onLine(line('tickets', 'T'))
    running[0]!.fail(new ApiError(failureOf('offline')))
    await settle()
    expect(stateOf('orders')).toMatchObject({ status: 'failed', failure: { code: 'offline' } })
    expect(stateOf('tickets')).toMatchObject({ status: 'ready' })
  })

  it('are asked for alone on a retry', async () => {
    const { show, retry, running, settle, stateOf } = setUp()
    void show('wmA')
    await settle()
    running[0]!.onLine(line('tickets', 'T'))
    running[0]!.end()
    await settle()
    void retry('orders')
    void retry('tickets')
    await settle()
    expect(running.slice(1)).toMatchObject([{ path: 'wmA', panel: 'orders' }])
    running[1]!.onLine(line('orders', 'O'))
    expect(stateOf('orders')).toEqual({ status: 'ready', card: card('O') })
  })

  it('of another customer are dropped, whenever they come', async () => {
    const { state, show, retry, clear, running, settle } = setUp()
    void show('wmA')
    await settle()
    running[0]!.end()
    await settle()
    void retry('orders')
    await settle()
    void show('wmB')
    expect(running.every(({ signal }) => signal.aborted)).toBe(true)
    for (const { onLine } of running) onLine(line('orders', 'of A'))
    await settle()
    expect(state.value).toMatchObject({ path: 'wmB', panels: { orders: { status: 'loading' } } })
    clear()
    running.at(-1)!.onLine(line('orders', 'of B'))
    running.at(-1)!.fail(new ApiError(failureOf('offline')))
    await settle()
    await vi.advanceTimersByTimeAsync(LATE)
    expect(state.value).toBeUndefined()
  })

  it('are not asked for again while the same customer stays', async () => {
    const { show, running, settle } = setUp()
    void show('wmA')
    await settle()
    void show('wmA')
    await settle()
    expect(running).toHaveLength(1)
  })
})

describe('what was typed into forms on another page', () => {
  it('is told for the subject on the screen only', async () => {
    const { show, settle, running, onDraft, stateOf } = setUp()
    void show('/api/groups/wrA/panels')
    await settle()
    const draft = { text: '1.abc', ageMs: 5 }
    running[0]!.onLine({ draft })
    running[0]!.onLine({ draft: null })
    expect(onDraft.mock.calls).toEqual([['/api/groups/wrA/panels', draft], ['/api/groups/wrA/panels', undefined]])
    expect(stateOf('orders')).toEqual({ status: 'loading', isSlow: false })
    void show('/api/groups/wrB/panels')
    await settle()
    running[0]!.onLine({ draft })
    expect(onDraft).toHaveBeenCalledTimes(2)
  })
})

describe('an action of a card', () => {
  /** With the card of a customer on the screen. */
  async function withCard() {
    const panels = setUp()
    void panels.show('wmA')
    await panels.settle()
    panels.running[0]!.onLine(line('orders', 'first'))
    let answer = (_result: PanelActionResult) => {}
    let fail = (_error: Error) => {}
    panels.runAction.mockImplementation(() => new Promise((resolve, reject) => {
      answer = resolve
      fail = reject
    }))
    return { ...panels, answer: (result: PanelActionResult) => answer(result), fail: (error: Error) => fail(error) }
  }
  const problem = (code: 'panel_late' | 'panel_action_outdated') => ({ problem: { code, message: '' } })

  it('runs with the ticket and the key, one at a time, and brings the next card', async () => {
    const { act, answer, runAction, settle, stateOf } = await withCard()
    void act('orders', run)
    void act('orders', run)
    void act('tickets', run)
    expect(stateOf('orders')).toEqual({ status: 'ready', card: card('first'), action: { run, status: 'running' } })
    expect(runAction.mock.calls).toEqual([
      ['wmA', 'orders', 'refund', { ticket: 'T', input: {}, idempotencyKey: 'k' }],
    ])
    answer({ card: card('next') })
    await settle()
    expect(stateOf('orders')).toEqual({ status: 'ready', card: card('next'), action: { run, status: 'done' } })
  })

  it('leaves the card with a message or a failure', async () => {
    const { act, answer, fail, settle, stateOf } = await withCard()
    const expectAction = (action: object) =>
      expect(stateOf('orders')).toEqual({ status: 'ready', card: card('first'), action: { run, ...action } })
    void act('orders', run)
    answer({ version: 1, message: 'Not possible', tone: 'bad' })
    await settle()
    expectAction({ status: 'done', message: 'Not possible', tone: 'bad' })
    void act('orders', run)
    answer(problem('panel_late'))
    await settle()
    expectAction({ status: 'failed', ...problem('panel_late') })
    void act('orders', run)
    fail(new ApiError(failureOf('offline')))
    await settle()
    expectAction({ status: 'failed', failure: failureOf('offline') })
  })

  it('of a card that is too old leaves the card until a newer one is there', async () => {
    const { act, answer, running, settle, stateOf } = await withCard()
    const failed = { run, status: 'failed', ...problem('panel_action_outdated') }
    void act('orders', run)
    answer(problem('panel_action_outdated'))
    await settle()
    expect(stateOf('orders')).toEqual({ status: 'ready', card: card('first'), action: failed })
    expect(running.at(-1)).toMatchObject({ path: 'wmA', panel: 'orders' })
    running.at(-1)!.onLine(line('orders', 'renewed'))
    running.at(-1)!.end()
    await settle()
    expect(stateOf('orders')).toEqual({ status: 'ready', card: card('renewed'), action: failed })
  })

  it('tried again while a newer card is on its way keeps the newest card', async () => {
    const { act, answer, running, settle, stateOf } = await withCard()
    void act('orders', run)
    answer(problem('panel_action_outdated'))
    await settle()
    void act('orders', run)
    running.at(-1)!.onLine(line('orders', 'renewed'))
    expect(stateOf('orders')).toMatchObject({ card: card('renewed'), action: { status: 'running' } })
    answer(problem('panel_late'))
    await settle()
    expect(stateOf('orders')).toMatchObject({ card: card('renewed'), action: { status: 'failed' } })
    void act('orders', run)
    answer({ card: card('of the action') })
    await settle()
    running.at(-1)!.onLine(line('orders', 'too late'))
    expect(stateOf('orders')).toMatchObject({ card: card('of the action') })
  })

  it.each(['an answer without a card', 'a failure', 'no answer'])('of an old card keeps it after %s', async (what) => {
    const { act, answer, show, running, settle, stateOf } = await withCard()
    void act('orders', run)
    answer(problem('panel_action_outdated'))
    await settle()
    const renewal = running.at(-1)!
    if (what === 'a failure') renewal.fail(new ApiError(failureOf('offline')))
    if (what === 'an answer without a card') {
      renewal.onLine({ panel: 'orders', problem: { code: 'panel_late', message: '' } })
      renewal.end()
    }
    await vi.advanceTimersByTimeAsync(LATE)
    expect(stateOf('orders')).toMatchObject({ status: 'ready', card: card('first'), action: { status: 'failed' } })
    void show('wmB')
    renewal.onLine(line('orders', 'of A'))
    expect(stateOf('orders')).toMatchObject({ status: 'loading' })
  })

  it('of another customer is dropped, whenever its answer comes', async () => {
    const { act, answer, show, running, settle, stateOf } = await withCard()
    void act('orders', run)
    void show('wmB')
    await settle()
    running.at(-1)!.onLine(line('orders', 'of B'))
    answer({ card: card('of A') })
    await settle()
    expect(stateOf('orders')).toEqual({ status: 'ready', card: card('of B') })
  })
})

describe('a frame', () => {
  it('is shown at the address of its line, goes with its customer, and can get another address', async () => {
    const { show, retry, clear, running, settle, stateOf } = setUp()
    void show('wmA')
    await settle()
    const frame = (url: string): PanelLine => ({ panel: 'orders', frame: { url } })
    running[0]!.onLine(frame('https://crm.example.com/?t=1'))
    expect(stateOf('orders')).toEqual({ status: 'framed', url: 'https://crm.example.com/?t=1' })
    void retry('orders')
    expect(stateOf('orders'), 'before anything is painted').toEqual({ status: 'loading', isSlow: false })
    await settle()
    expect(running[1]).toMatchObject({ path: 'wmA', panel: 'orders' })
    running[1]!.onLine(frame('https://crm.example.com/?t=2'))
    expect(stateOf('orders')).toEqual({ status: 'framed', url: 'https://crm.example.com/?t=2' })
    clear()
    running[1]!.onLine(frame('https://crm.example.com/?t=3'))
    expect(stateOf('orders')).toBeUndefined()
  })
})
