import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendingChatOf, type WecomChat } from '~/browser/bridge/chat'
import { sendChatMessage as sendMessage, type ChatMessageOptions } from '~/browser/bridge/chat-message'
import type { WecomSdk } from '~/browser/bridge/load-sdk'
import type { WecomEntry, WecomState } from '~/browser/bridge/state'
import { failureOf } from '~/browser/failure'
import { useReplySending } from '~/composables/useReplySending'

const customer = (externalUserId: string, entry: WecomEntry = 'single_chat_tools') => ({
  status: 'customer', entry, externalUserId,
}) as const
const group = (chatId: string) => ({ status: 'group', entry: 'group_chat_tools', chatId }) as const
const failed: WecomState = { status: 'failed', step: 'context', ...failureOf('api_timeout') }
const workbench: WecomState = { status: 'workbench', entry: 'normal' }

const sendChatMessage = vi.fn()
const loadSdk = async () => ({ sendChatMessage }) as unknown as WecomSdk
const textOf = (content: string) => ({ msgtype: 'text', text: { content } }) as const
const now = (state: WecomState): ChatMessageOptions => ({ loadSdk, recheck: async () => state })
beforeEach(() => {
  sendChatMessage.mockReset().mockResolvedValue({ errMsg: 'sendChatMessage:ok' })
})
afterEach(() => vi.useRealTimers())

describe('a message', () => {
  it('is sent as a text, once the client has named the same chat again', async () => {
    expect(await sendMessage(now(customer('wm1')), textOf('您好'), customer('wm1'))).toEqual({ chatKey: 'customer wm1' })
    expect(sendChatMessage).toHaveBeenCalledExactlyOnceWith({
      msgtype: 'text', text: { content: '您好' }, enterChat: true,
    })
  })

  it('never goes anywhere but into the chat it was meant for', async () => {
    const chats = fc.constantFrom<WecomChat>(
      customer('1'), customer('2'), customer('1', 'single_kf_tools'), group('1'), group('2'),
    )
    const states = fc.oneof(
      chats,
      fc.constantFrom<WecomState>(
        failed, workbench, { status: 'outside' }, customer('1', 'contact_profile'), customer('1', 'unknown'),
      ),
    )
    await fc.assert(fc.asyncProperty(chats, states, async (shown, answer) => {
      sendChatMessage.mockClear()
      const { problem } = await sendMessage(now(answer), textOf('x'), shown)
      const placeOf = (state: WecomState) => JSON.stringify({ ...state, entry: '' })
      const isSame = sendingChatOf(answer) !== undefined && placeOf(answer) === placeOf(shown)
      expect(sendChatMessage).toHaveBeenCalledTimes(isSame ? 1 : 0)
      expect(problem).toBe(isSame ? undefined : answer.status === 'failed' ? 'chat_unknown' : 'chat_changed')
    }))
  })

  it.each([
    [{ errMsg: 'sendChatMessage:cancel' }, 'cancelled', undefined],
    [{ errMsg: 'sendChatMessage:fail cancel', err_msg: 'sendChatMessage:fail_cancel' }, 'cancelled', undefined],
    [{ errMsg: 'sendChatMessage:fail no permission' }, 'no_permission', 'no_permission'],
    [{ errMsg: 'sendChatMessage:fail without context of external contact' }, 'no_context', 'no_context'],
    [{ errMsg: 'sendChatMessage:functionnotexist' }, 'not_supported', 'not_supported'],
    [{ errMsg: 'sendChatMessage:fail' }, 'refused', 'bridge_refused'],
    [
      { errMsg: 'sendChatMessage:fail, more info at https://open.work.weixin.qq.com/devtool/query?e=40093' },
      'refused',
      'signature_refused',
    ],
    [new TypeError('the bridge answered null'), 'refused', 'bridge_refused'],
  ] as const)('that the client answers with %j is not called sent, and tells why', async (error, problem, code) => {
    sendChatMessage.mockRejectedValue(error)
    const failure = code && failureOf(code, { errMsg: 'errMsg' in error ? error.errMsg : error.message })
    expect(await sendMessage(now(customer('wm1')), textOf('x'), customer('wm1'))).toEqual({
      problem, failure, chatKey: 'customer wm1',
    })
  })

  it('for a chat that the client does not name keeps why', async () => {
    expect(await sendMessage(now(failed), textOf('x'), customer('wm1'))).toMatchObject({
      problem: 'chat_unknown', failure: failureOf('api_timeout'),
    })
  })

  it('without an answer is unconfirmed', async () => {
    vi.useFakeTimers()
    sendChatMessage.mockReturnValue(new Promise(() => {}))
    const outcome = sendMessage(now(customer('wm1')), textOf('x'), customer('wm1'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await outcome).toEqual({
      problem: 'unconfirmed', failure: failureOf('api_timeout'), chatKey: 'customer wm1',
    })
  })
})

describe('sending', () => {
  function open(chat: WecomChat, recheck?: () => Promise<WecomState>) {
    const shown = shallowRef<WecomChat | undefined>(chat)
    const scope = effectScope()
    const sending = scope.run(() => useReplySending({
      chat: () => shown.value, recheck: recheck ?? (async () => shown.value ?? workbench), loadSdk,
    }))!
    return { shown, ...sending }
  }

  it('does one thing at a time', async () => {
    const { send, sending } = open(customer('wm1'))
    expect(await Promise.all([send('a'), send('a'), send('b')])).toEqual([true, false, false])
    expect(sendChatMessage).toHaveBeenCalledTimes(1)
    expect(sending.value).toBe(false)
    expect(await send('b')).toBe(true)
  })

  it('says that nothing was sent when the client does not name the chat, which stays on the screen', async () => {
    const { send, outcome } = open(customer('wm1'), async () => failed)
    expect(await send('a')).toBe(false)
    expect(outcome.value).toMatchObject({ problem: 'chat_unknown', failure: { code: 'api_timeout' }, text: 'a' })
    expect(sendChatMessage).not.toHaveBeenCalled()
  })

  it('praises itself for a while, and keeps silent in another chat', async () => {
    vi.useFakeTimers()
    const { send, outcome, shown } = open(customer('wm1'))
    await send('a')
    expect(outcome.value).toEqual({ chatKey: 'customer wm1', text: 'a' })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(outcome.value).toBeUndefined()
    sendChatMessage.mockRejectedValue({ errMsg: 'sendChatMessage:fail' })
    await send('a')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(outcome.value?.problem).toBe('refused')
    shown.value = group('wr1')
    expect(outcome.value).toBeUndefined()
    await nextTick()
    shown.value = customer('wm1')
    expect(outcome.value).toBeUndefined()
  })

  it('goes nowhere without a chat', async () => {
    const { send, shown } = open(customer('wm1'))
    shown.value = undefined
    expect(await send('a')).toBe(false)
    expect(sendChatMessage).not.toHaveBeenCalled()
  })
})
