import { describe, expect, it, vi } from 'vitest'
import { createCircuit } from '../../../server/panels/circuit.ts'
import { PanelFailure } from '../../../server/panels/panel-failure.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const late = () => Promise.reject(new PanelFailure('panel_late'))
const refused = () => Promise.reject(new PanelFailure('panel_refused'))

function setUp() {
  const clock = createManualClock()
  const circuit = createCircuit(clock)
  const codeOf = (call: () => Promise<unknown>) => circuit(call).then(() => 'ok', (error: PanelFailure) => error.code)
  const fail = async (call: () => Promise<unknown>, times: number) => {
    for (let count = 0; count < times; count++) await codeOf(call)
  }
  return { clock, codeOf, fail }
}

describe('the circuit of a panel', () => {
  it('opens after five outages in a row, for ten seconds; then one call tries', async () => {
    const { clock, codeOf, fail } = setUp()
    await fail(late, 5)
    const call = vi.fn(async () => {})
    expect(await codeOf(call)).toBe('panel_unavailable')
    clock.advance(9_999)
    expect(await codeOf(call)).toBe('panel_unavailable')
    expect(call).not.toHaveBeenCalled()
    clock.advance(1)
    const [first, second] = await Promise.all([codeOf(late), codeOf(call)])
    expect([first, second]).toEqual(['panel_late', 'panel_unavailable'])
    clock.advance(10_000)
    expect(await codeOf(call)).toBe('ok')
    expect(await codeOf(call)).toBe('ok')
  })

  it('stays closed while the provider answers at all', async () => {
    const { codeOf, fail } = setUp()
    await fail(refused, 20)
    await fail(late, 4)
    await fail(refused, 1)
    await fail(late, 4)
    expect(await codeOf(async () => {})).toBe('ok')
  })
})
