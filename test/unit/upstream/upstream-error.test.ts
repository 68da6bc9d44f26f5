import { describe, expect, it } from 'vitest'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'

const refused = (errcode: number, said = {}) => new UpstreamRefusedError(WECOM, 'user/get', errcode, said)

describe('a refusal', () => {
  it.each([
    ['a member who does not exist', 60111, true, false],
    ['a member who is not the customer\'s', 84061, true, false],
    ['a member outside the visible range of the app', 60011, true, false],
    ['the address of this server', 60020, false, false],
    ['too many calls', 45009, false, false],
    ['a parameter that we have sent', 41001, false, true],
    ['what we do not know', 99999, false, true],
  ])('concerning %s', (_what, errcode, concernsMember, isUnexplained) => {
    expect(refused(errcode)).toMatchObject({ concernsMember, isUnexplained })
  })

  it('tells the log its API, its errcode and what was said', () => {
    expect(refused(60111).message).toBe('wecom: user/get answered errcode 60111')
    expect(refused(60111, { text: 'invalid userid', hint: 'abc-1' }).message)
      .toBe('wecom: user/get answered errcode 60111: invalid userid (hint abc-1)')
  })

  it('from memory says in whole seconds when the API is asked again, and stays the same', () => {
    const paused = refused(60020, { callerIp: '192.0.2.1' }).pausedFor(29_001)
    expect(paused).toMatchObject({
      endpoint: 'user/get', errcode: 60020, retryAfterSeconds: 30, said: { callerIp: '192.0.2.1' },
    })
  })
})

it.each([['timeout', true], ['connection', false]] as const)('no answer because of %s', (reason, timedOut) => {
  const error = new UpstreamUnavailableError(WECOM, 'user/get', reason)
  expect(error).toMatchObject({ endpoint: 'user/get', reason, timedOut, code: 'wecom_unavailable', advice: undefined })
})
