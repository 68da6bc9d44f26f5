import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../browser/api/api-error.ts'
import { DRAFT_LIFETIME } from '../../../../browser/drafts/draft-items.ts'
import { createDraftSender, SEND_AFTER, SEND_AGAIN_AFTER } from '../../../../browser/drafts/draft-sender.ts'
import type { DraftSenderOptions } from '../../../../browser/drafts/draft-sender.ts'
import { failureOf } from '../../../../browser/failure.ts'
import type { FailureCode } from '#shared/errors.ts'

const NOON = Date.UTC(2026, 10, 26, 12)
const place = { externalUserId: 'wm1', field: 'remark' } as const

beforeEach(() => void vi.useFakeTimers({ now: NOON }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function setUp() {
  const network = { onLine: true }
  vi.stubGlobal('navigator', network)
  const send = vi.fn<DraftSenderOptions['send']>(async () => {})
  const onSettled = vi.fn<DraftSenderOptions['onSettled']>(async () => {})
  const sender = createDraftSender({ send, onSettled, now: Date.now })
  function put(ciphertext: string, subject = 'customer wm1 remark') {
    const item = { expiresAt: Date.now() + DRAFT_LIFETIME, ciphertext }
    sender.put({ subject, place, item })
    return item
  }
  const texts = () => send.mock.calls.map(([, { text }]) => text.replace(/^\d+\./, ''))
  return { network, send, onSettled, sender, put, texts }
}
const fail = (code: FailureCode) => Promise.reject(new ApiError(failureOf(code)))
const soon = () => vi.advanceTimersByTimeAsync(SEND_AFTER)

describe('sending drafts', () => {
  it('sends the newest text of each place once in a while, also to a member who never pauses', async () => {
    const { put, texts } = setUp()
    for (let i = 0; i < 30; i++) {
      put(`text-${i}`)
      if (i === 0) put('other', 'reply')
      await vi.advanceTimersByTimeAsync(SEND_AFTER / 10)
    }
    await soon()
    expect(texts()).toHaveLength(4)
    expect(texts()).toEqual(expect.arrayContaining(['other', 'text-29']))
  })

  it('tells how old the text is, and reports when the server has it', async () => {
    const { put, send, onSettled } = setUp()
    const item = put('half')
    await soon()
    expect(send).toHaveBeenCalledExactlyOnceWith(place, { text: `${item.expiresAt}.half`, ageMs: SEND_AFTER })
    expect(onSettled).toHaveBeenCalledExactlyOnceWith('customer wm1 remark', item)
  })

  it('asks nothing of the server for what was saved before it was sent', async () => {
    const { put, send, onSettled } = setUp()
    put('half')
    const gone = put('')
    await soon()
    expect(send).not.toHaveBeenCalled()
    expect(onSettled).toHaveBeenCalledExactlyOnceWith('customer wm1 remark', gone)
  })

  it('tells the server of what is gone, when it may have something', async () => {
    const { put, sender, texts } = setUp()
    sender.expect('customer wm1 remark')
    put('')
    await soon()
    put('half')
    await soon()
    put('')
    await soon()
    expect(texts()).toEqual(['', 'half', ''])
  })

  it('sends what waits at once when the page is hidden', async () => {
    const { put, sender, texts } = setUp()
    put('half')
    sender.flush()
    expect(texts()).toEqual(['half'])
    await soon()
    expect(texts()).toEqual(['half'])
  })

  it('waits for the network, and sends then what was typed last', async () => {
    const { put, network, sender, texts } = setUp()
    network.onLine = false
    put('ha')
    await soon()
    put('half')
    await soon()
    expect(texts()).toEqual([])
    network.onLine = true
    sender.flush()
    expect(texts()).toEqual(['half'])
  })

  it.each<FailureCode>([
    'offline', 'timeout', 'wecom_busy',
  ])('tries again after %s, without older text', async (code) => {
    const { put, send, sender, onSettled, texts } = setUp()
    send.mockImplementationOnce(() => fail(code))
    put('half')
    await soon()
    expect(onSettled).not.toHaveBeenCalled()
    sender.flush()
    await vi.advanceTimersByTimeAsync(0)
    expect(texts()).toEqual(['half', 'half'])
    send.mockImplementationOnce(() => fail(code))
    put('half more')
    sender.flush()
    put('all')
    await soon()
    sender.flush()
    expect(texts()).toEqual(['half', 'half', 'half more', 'all'])
  })

  it.each<FailureCode>(['session_required', 'customer_not_found'])('does not repeat after %s', async (code) => {
    const { put, send, sender, onSettled } = setUp()
    send.mockImplementationOnce(() => fail(code))
    put('half')
    await soon()
    sender.flush()
    expect(send).toHaveBeenCalledOnce()
    expect(onSettled).not.toHaveBeenCalled()
  })

  it('tries again by itself when the network came back before the failure was known', async () => {
    const { put, send, texts } = setUp()
    let refuse = (_: unknown) => {}
    send.mockReturnValueOnce(new Promise((_, reject) => refuse = reject))
    put('half')
    await soon()
    refuse(new ApiError(failureOf('offline')))
    await vi.advanceTimersByTimeAsync(SEND_AGAIN_AFTER)
    expect(texts()).toEqual(['half', 'half'])
  })

  it('sends nothing after a sign-out', async () => {
    const { put, send, sender } = setUp()
    put('half')
    sender.stop()
    await soon()
    sender.flush()
    expect(send).not.toHaveBeenCalled()
  })
})
