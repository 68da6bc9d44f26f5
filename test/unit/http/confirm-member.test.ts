import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mustConfirmMember } from '../../../server/http/confirm-member.ts'

const MINUTE = 60_000
const noted = vi.hoisted(() => [] as unknown[])
vi.mock('../../../server/http/cookies.ts', () => ({ readSessionCookie: () => 'the session' }))
vi.mock('../../../server/services/services.ts', () => ({
  useServices: () => ({ sessions: { noteAsked: async (sessionId: unknown) => void noted.push(sessionId) } }),
}))

function eventFrom(userAgent: string) {
  const request = new IncomingMessage(new Socket())
  request.headers['user-agent'] = userAgent
  return createEvent(request, new ServerResponse(request))
}
const wecom = eventFrom('Mozilla/5.0 wxwork/5.0.11 MicroMessenger/7.0.1')
const browser = eventFrom('Mozilla/5.0')
/** A session by the minutes since its sign-in, and since its browser was sent to WeCom. */
const session = (signedIn: number, asked?: number) => ({
  userId: 'lin',
  createdAt: Date.now() - signedIn * MINUTE,
  seenAt: Date.now(),
  askedAt: asked === undefined ? undefined : Date.now() - asked * MINUTE,
})

beforeEach(() => void noted.splice(0))

describe('a page inside WeCom asks who uses the client', () => {
  it('when the last sign-in is older than ten minutes, and notes that', async () => {
    expect(await mustConfirmMember(wecom, session(9.9))).toBe(false)
    expect(noted).toEqual([])
    expect(await mustConfirmMember(wecom, session(10.1))).toBe(true)
    expect(noted).toEqual(['the session'])
  })

  it('once a minute at most: without an answer of WeCom it is shown all the same', async () => {
    expect(await mustConfirmMember(wecom, session(60, 0.9))).toBe(false)
    expect(await mustConfirmMember(wecom, session(60, 1.1))).toBe(true)
  })

  it('and never outside, where a sign-in is not silent', async () => {
    expect(await mustConfirmMember(browser, session(24 * 60))).toBe(false)
  })
})
