import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { holdsUnconfirmed, mustConfirmMember } from '../../../server/http/confirm-member.ts'
import { coded } from '../../support/coded.ts'

const MINUTE = 60_000
const store = vi.hoisted(() => ({ asked: [] as unknown[], isAway: false }))
vi.mock('../../../server/http/cookies.ts', () => ({ readSessionCookie: () => 'the session' }))
vi.mock('../../../server/services/services.ts', () => ({
  useServices: () => ({ sessions: { startConfirmation: async (sessionId: unknown) => {
    if (store.isAway) throw new AppError('store_unavailable')
    return store.asked.push(sessionId) === 1
  } } }),
}))

function eventFrom(userAgent: string) {
  const request = new IncomingMessage(new Socket())
  request.headers['user-agent'] = userAgent
  return createEvent(request, new ServerResponse(request))
}
const wecom = eventFrom('Mozilla/5.0 wxwork/5.0.11 MicroMessenger/7.0.1')
const browser = eventFrom('Mozilla/5.0')
/** A session by the minutes since its sign-in. */
const session = (signedIn: number) => ({ userId: 'lin', createdAt: Date.now() - signedIn * MINUTE, seenAt: Date.now() })

beforeEach(() => void Object.assign(store, { asked: [], isAway: false }))

describe('a page inside WeCom asks who uses the client', () => {
  it('when the last sign-in is older than ten minutes, and notes that', async () => {
    expect(await mustConfirmMember(wecom, session(9.9))).toBe(false)
    expect(store.asked).toEqual([])
    expect(await mustConfirmMember(wecom, session(10.1))).toBe(true)
    expect(store.asked).toEqual(['the session'])
  })

  it('not again at once: without an answer of WeCom it is shown for a while', async () => {
    expect(await mustConfirmMember(wecom, session(29.8))).toBe(true)
    expect(await mustConfirmMember(wecom, session(29.9))).toBe(false)
    expect(holdsUnconfirmed(wecom, session(29.9))).toBe(true)
  })

  it('always when the last sign-in is older than 30 minutes: it is not shown without an answer', async () => {
    for (let i = 0; i < 3; i++) expect(await mustConfirmMember(wecom, session(30.1))).toBe(true)
    expect(holdsUnconfirmed(wecom, session(30.1))).toBe(false)
  })

  it('not while the store is away: a sign-in could not replace the session; after 30 minutes it fails', async () => {
    store.isAway = true
    expect(await mustConfirmMember(wecom, session(29.9))).toBe(false)
    await expect(mustConfirmMember(wecom, session(30.1))).rejects.toEqual(coded('store_unavailable'))
  })

  it('and never outside, where a sign-in is not silent', async () => {
    expect(await mustConfirmMember(browser, session(24 * 60))).toBe(false)
    expect(holdsUnconfirmed(browser, session(24 * 60))).toBe(true)
  })
})
