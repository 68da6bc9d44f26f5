import { afterEach, describe, expect, it, vi } from 'vitest'
import { customerPath } from '~/browser/api/api'
import {
  forgetEarlyProfiles, hasEarlyAnswer, keepBeside, keepEarlyAnswer, takeEarlyAnswer,
} from '~/browser/early/early-answers'
import { profileOf } from '../support/customers'

const profile = profileOf()
const path = customerPath(profile.externalUserId)
const colleagues = [{ userId: 'wangsiqi', name: '王思琪' }]

afterEach(() => vi.useRealTimers())

describe('an answer that is there before the app asks', () => {
  it('is taken once, by the same request', async () => {
    keepEarlyAnswer(path, Promise.resolve('answer'))
    expect(hasEarlyAnswer(path)).toBe(true)
    expect(takeEarlyAnswer(path, { method: 'PATCH' })).toBeUndefined()
    expect(takeEarlyAnswer(path, { query: { newest: '1' } })).toBeUndefined()
    expect(takeEarlyAnswer(`${path}/timeline`, {})).toBeUndefined()
    expect(await takeEarlyAnswer(path, { query: { newest: undefined } })).toBe('answer')
    expect(takeEarlyAnswer(path, {})).toBeUndefined()
  })

  it('comes along with a profile, for each part that is there, and is kept when the profile is not', async () => {
    expect(keepBeside({ ...profile, beside: { colleagues } })).toEqual(profile)
    keepEarlyAnswer(path, Promise.resolve(profile))
    forgetEarlyProfiles()
    expect(takeEarlyAnswer(path, {})).toBeUndefined()
    expect(await takeEarlyAnswer(`${path}/colleagues`, {})).toEqual(colleagues)
    expect(takeEarlyAnswer(`${path}/timeline`, {})).toBeUndefined()
  })

  it('is not taken when it is old', () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    keepBeside({ ...profile, beside: { colleagues } })
    vi.advanceTimersByTime(10_000)
    expect(takeEarlyAnswer(`${path}/colleagues`, {})).toBeUndefined()
  })
})
