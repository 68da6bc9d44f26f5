import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { createOutageLog } from '../../../server/jobs/outage-log.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const away = (causeCode = 'ECONNREFUSED') => new AppError('store_unavailable', { causeCode })

describe('the log of repeated work', () => {
  let lines: [level: string, fields: object, message: string][]
  beforeEach(() => void (lines = []))

  function setUp() {
    const clock = createManualClock()
    const log = {
      warn: (fields: object, message: string) => void lines.push(['warn', fields, message]),
      info: (fields: object, message: string) => void lines.push(['info', fields, message]),
    }
    return { clock, ...createOutageLog({ log, clock, failing: 'sent later', working: 'sent again' }) }
  }

  it('has one line when an outage begins and one when it ends, with how long it took', () => {
    const { clock, onFailure, onSuccess } = setUp()
    onSuccess()
    const first = away()
    onFailure(first)
    for (let second = 0; second < 3_600; second++) {
      clock.advance(1_000)
      onFailure(away())
    }
    onSuccess()
    onSuccess()
    expect(lines).toEqual([['warn', { error: first }, 'sent later'], ['info', { ms: 3_600_000 }, 'sent again']])
  })

  it('tells of each other failure once while an outage lasts, and of the next outage', () => {
    const { onFailure, onSuccess } = setUp()
    const failures = [away(), away('57P03'), new TypeError('x'), new TypeError('y'), 'text']
    for (let times = 0; times < 3; times++) failures.forEach(onFailure)
    expect(lines.map(([, fields]) => fields)).toEqual(failures.map(error => ({ error })))
    onSuccess()
    onFailure(away())
    expect(lines.slice(failures.length).map(([level]) => level)).toEqual(['info', 'warn'])
  })
})
