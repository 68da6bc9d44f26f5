import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PanelLine, ShownCard } from '#shared/types/panel.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { createCustomerPanels, LATE, SLOW } from '~/browser/panels/customer-panels'
import type { PanelsWanted, RequestPanels } from '~/browser/panels/panel-lines'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Running extends PanelsWanted {
  onLine: (line: PanelLine) => void
  end: () => void
  fail: (error: Error) => void
}

const card = (text: string): ShownCard => ({ version: 1, blocks: [{ type: 'notice', text }] })
const line = (panel: string, text: string): PanelLine => ({ panel, card: card(text) })
const late = { status: 'failed', problem: { code: 'panel_late' } }

function setUp(painted = async () => {}) {
  const running: Running[] = []
  const request: RequestPanels = (wanted, onLine) => new Promise((resolve, reject) =>
    running.push({ ...wanted, onLine, end: resolve, fail: reject }))
  const panels = createCustomerPanels({ ids: ['orders', 'tickets'], request, painted })
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const stateOf = (id: string) => panels.state.value?.panels[id]
  return { ...panels, running, settle, stateOf }
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
    expect(running).toMatchObject([{ externalUserId: 'wmA', panel: undefined }])
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
    expect(running.slice(1)).toMatchObject([{ externalUserId: 'wmA', panel: 'orders' }])
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
    expect(state.value).toMatchObject({ externalUserId: 'wmB', panels: { orders: { status: 'loading' } } })
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
