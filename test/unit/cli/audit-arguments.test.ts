import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../cli/audit/arguments.ts'

const DEFAULTS = {
  id: '', period: { from: undefined, to: undefined }, format: 'csv', json: false, checkpoints: [],
}

describe('the arguments of the audit', () => {
  it.each([
    [['who', 'wm1'], { command: 'who', id: 'wm1' }],
    [
      ['who', 'wm1', '--json', '--from', '2026-03-01', '--to', '2026-03-31T08:00+08:00'],
      { command: 'who', id: 'wm1', json: true, period: { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 31) } },
    ],
    [['pseudonym', 'wm1'], { command: 'pseudonym', id: 'wm1' }],
    [['verify', '--checkpoint', 'a', '--checkpoint', 'b'], { command: 'verify', checkpoints: ['a', 'b'] }],
    [['export', '--format', 'ndjson'], { command: 'export', format: 'ndjson' }],
  ])('are read: %j', (args, expected) => {
    expect(readArguments(args)).toEqual({ given: { ...DEFAULTS, ...expected } })
  })

  it.each([[['--help']], [['who', '--help']]])('ask for help: %j', (args) => {
    expect(readArguments(args)).toEqual({ help: true })
  })

  it.each([
    [[], /command/],
    [['toString'], /command/],
    [['who'], /one id/],
    [['who', 'wm1', 'wm2'], /one id/],
    [['export', 'wm1'], /no id/],
    [['who', 'wm1', '--form', '2026-03-01'], /option/],
    [['who', 'wm1', '--from'], /option/],
    // Each of these would have been ignored, or taken for another day.
    [['who', 'wm1', '--from', '1.12.2026'], /--from/],
    [['export', '--to', '2026-02-30'], /--to/],
    [['export', '--format', 'json'], /csv or ndjson/],
    [['export', '--json'], /export takes no --json/],
    [['verify', '--from', '2026-03-01'], /verify takes no --from/],
    [['who', 'wm1', '--checkpoint', 'a'], /who takes no --checkpoint/],
  ])('name what is wrong: %j', (args, problem) => {
    expect(readArguments(args)).toEqual({ problem: expect.stringMatching(problem) as string })
  })
})
