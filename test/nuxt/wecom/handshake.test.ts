import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { isLeakedBySdk } from '~/browser/bridge/bridge-error'
import { createHandshake } from '~/browser/bridge/handshake'
import { JS_API_LIST, type WecomSdk } from '~/browser/bridge/load-sdk'
import { PATIENCE } from '~/browser/bridge/patience'
import { createSignatureSource } from '~/browser/bridge/signature-source'
import { FAILURES, failureOf } from '~/browser/failure'
import { collectSdkLeaks } from '../support/sdk-leaks'
import { signaturesFor } from '../support/signatures'
import { becomeClient, leaveClient, loadFreshSdk, userAgentOf, type FakeClient } from '../support/wecom-client'

const leaks = collectSdkLeaks(reason => isLeakedBySdk(reason) || reason instanceof ApiError)
const pageUrl = () => location.href.split('#')[0]!
let renewals = 0
const singleChat = { getContext: { entry: 'single_chat_tools' }, getCurExternalContact: { userId: 'wm1' } }

beforeEach(() => history.replaceState(null, '', '/'))
afterEach(() => {
  vi.useRealTimers()
  leaveClient()
})

/** A handshake through the real SDK. */
function begin(version: string, loadSdk: () => Promise<WecomSdk>) {
  const request = vi.fn(async (url: string) => signaturesFor(url))
  const onStep = vi.fn()
  const reportRefusal = vi.fn(async (_ticket: 'corp' | 'agent') => {})
  const { locate } = createHandshake({
    loadSdk,
    identity: { corpId: 'ww1', agentId: '1000002' },
    signatures: createSignatureSource(undefined, request),
    reportRefusal,
    userAgent: userAgentOf(version),
    pageUrl,
    renewUrl: () => history.replaceState(null, '', `/?renewed=${++renewals}`),
    onStep,
  })
  return { request, onStep, reportRefusal, locate }
}

async function open(version: string, answers: FakeClient['answers'] = {}) {
  const client = becomeClient(version, answers)
  const sdk = await loadFreshSdk()
  return { client, ...begin(version, async () => sdk) }
}

describe('a current client', () => {
  it('asks for the customer with the application’s identity alone', async () => {
    const { client, locate, onStep } = await open('4.1.36', singleChat)
    expect(await locate()).toEqual({ status: 'customer', entry: 'single_chat_tools', externalUserId: 'wm1' })
    expect(client.names()).toEqual(['agentConfig', 'getContext', 'getCurExternalContact'])
    expect(client.calls[0]!.params).toEqual({
      corpid: 'ww1',
      agentid: '1000002',
      timestamp: '1700000000',
      nonceStr: 'nonce',
      signature: `fresh agent ${pageUrl()}`,
      jsApiList: JS_API_LIST,
    })
    expect(onStep.mock.calls.flat()).toEqual(['load', 'bridge', 'config', 'context', 'contact'])
  })

  it.each(['contact_profile', 'single_kf_tools'])('knows a customer in %s', async (entry) => {
    const { locate } = await open('4.1.36', { ...singleChat, getContext: { entry } })
    expect(await locate()).toEqual({ status: 'customer', entry, externalUserId: 'wm1' })
  })

  it('asks for the group in a group chat', async () => {
    const { client, locate } = await open('3.0.24', {
      getContext: { entry: 'group_chat_tools' },
      getCurExternalChat: { chatId: 'wr1' },
    })
    expect(await locate()).toEqual({ status: 'group', entry: 'group_chat_tools', chatId: 'wr1' })
    expect(client.names()).not.toContain('getCurExternalContact')
  })

  it.each([
    ['normal', 'normal'],
    ['chain_single_chat_tools', 'chain_single_chat_tools'],
    ['chain_group_chat_tools', 'chain_group_chat_tools'],
    ['internal_group_chat_board', 'internal_group_chat_board'],
    ['some_day_new', 'normal'],
    [undefined, 'normal'],
  ])('entry %s is the workbench', async (entry, shown) => {
    const { client, locate } = await open('4.1.36', { getContext: { entry } })
    expect(await locate()).toEqual({ status: 'workbench', entry: shown })
    expect(client.names()).toEqual(['agentConfig', 'getContext'])
  })

  it('configures once, however often it is asked', async () => {
    const { client, request, locate } = await open('4.1.36', singleChat)
    await Promise.all([locate(), locate()])
    client.answers.getCurExternalContact = { userId: 'wm2' }
    expect(await locate()).toMatchObject({ externalUserId: 'wm2' })
    expect(request).toHaveBeenCalledTimes(1)
    expect(client.names().filter(name => name === 'agentConfig')).toHaveLength(1)
  })
})

describe('an old client', () => {
  const elsewhere = { err_msg: 'x:fail_without context of external contact' }

  it('is configured first, and never asked for its context', async () => {
    const { client, request, locate } = await open('2.8.10', { getCurExternalContact: { userId: 'wm1' } })
    expect(await locate()).toEqual({ status: 'customer', entry: 'unknown', externalUserId: 'wm1' })
    expect(client.names()).toEqual(['preVerifyJSAPI', 'agentConfig', 'getCurExternalContact'])
    expect(client.calls[0]!.params.verifySignature).toBe(`fresh config ${pageUrl()}`)
    expect(request).toHaveBeenCalledTimes(1)
  })

  it('tells a group by refusing the customer', async () => {
    const { locate } = await open('3.0.23', { getCurExternalContact: elsewhere, getCurExternalChat: { chatId: 'wr1' } })
    expect(await locate()).toEqual({ status: 'group', entry: 'unknown', chatId: 'wr1' })
  })

  it.each([
    ['refuses both', elsewhere],
    ['has no getCurExternalChat yet', { err_msg: 'getCurExternalChat:function not exist' }],
  ])('stands in the workbench when it %s', async (_, getCurExternalChat) => {
    const { locate } = await open('2.8.10', { getCurExternalContact: elsewhere, getCurExternalChat })
    expect(await locate()).toEqual({ status: 'workbench', entry: 'unknown' })
  })

  it('does not take a missing permission for the workbench', async () => {
    const { locate } = await open('2.8.10', { getCurExternalContact: { err_msg: 'x:fail no permission' } })
    expect(await locate()).toMatchObject({ status: 'failed', step: 'contact', code: 'no_permission' })
  })
})

describe('a refusal', () => {
  it.each([
    [
      'agentConfig',
      { err_msg: 'agentConfig:invalid signature more info at ...?e=40093' },
      'config',
      'signature_refused',
    ],
    [
      'agentConfig',
      { err_msg: 'not match any reliable domain. more info at https://open.work.weixin.qq.com/devtool/query?e=80001' },
      'config',
      'domain_not_trusted',
    ],
    ['agentConfig', { errMsg: 'agentConfig:invalid corpId more info at ...?e=40013' }, 'config', 'corp_mismatch'],
    ['agentConfig', { err_msg: 'agentConfig:function not exist' }, 'config', 'not_supported'],
    ['getContext', { err_msg: 'system:access_denied' }, 'context', 'no_permission'],
    [
      'getCurExternalContact',
      { err_msg: 'getCurExternalContact:fail_no permission to execute' },
      'contact',
      'no_permission',
    ],
    [
      'getCurExternalContact',
      { err_msg: 'getCurExternalContact:fail_fail_without context of external contact', err_code: 2 },
      'contact',
      'no_context',
    ],
    ['getCurExternalContact', { err_msg: 'getCurExternalContact:something else' }, 'contact', 'bridge_refused'],
    ['getCurExternalContact', {}, 'contact', 'no_context'],
  ] as const)('of %s %o fails at %s as %s', async (api, answer, step, code) => {
    const { locate } = await open('4.1.36', { ...singleChat, [api]: answer })
    expect(await locate()).toMatchObject({ status: 'failed', step, code, fix: FAILURES[code].fix })
  })

  it('keeps the client’s words', async () => {
    const { locate } = await open('4.1.36', {
      ...singleChat, getCurExternalContact: { err_msg: 'x:fail_nopermission' },
    })
    expect(await locate()).toMatchObject({ errMsg: 'getCurExternalContact:nopermission | x:fail_nopermission' })
  })

  it.each([
    ['agent', '4.1.36', 'agentConfig', { errMsg: 'agentConfig:invalid signature more info at ...?e=40093' }],
    ['corp', '2.8.10', 'preVerifyJSAPI', { err_msg: 'preVerifyJSAPI:fail_invalid signature' }],
  ] as const)('of the %s signature is reported; the next one heals it', async (ticket, version, api, refusal) => {
    const { client, request, reportRefusal, locate } = await open(version, singleChat)
    client.answers[api] = () => {
      client.answers[api] = {}
      return { ...refusal }
    }
    expect(await locate()).toMatchObject({ status: 'customer', externalUserId: 'wm1' })
    expect(reportRefusal.mock.calls).toEqual([[ticket]])
    expect(request).toHaveBeenCalledTimes(2)
  })

  it('of a signature is reported once for each time the page asks', async () => {
    const { reportRefusal, locate } = await open('4.1.36', {
      ...singleChat, agentConfig: { err_msg: 'agentConfig:invalid signature' },
    })
    expect(await locate()).toMatchObject({ code: 'signature_refused' })
    expect(reportRefusal).toHaveBeenCalledOnce()
  })

  it('of the configuration is over once the client agrees', async () => {
    const { client, locate } = await open('4.1.36', {
      ...singleChat, agentConfig: { err_msg: 'agentConfig:invalid signature' },
    })
    expect(await locate()).toMatchObject({ code: 'signature_refused' })
    await new Promise(resolve => setImmediate(resolve))
    expect(leaks.length).toBeGreaterThan(0)
    client.answers.agentConfig = {}
    expect(await locate()).toMatchObject({ status: 'customer' })
  })
})

describe('a refusal that passes', () => {
  it.each([
    ['C2', 'agentConfig', { errMsg: 'agentConfig:ticket not available more info at ...?e=42012' }, ['agent']],
    ['C3', 'getContext', { err_msg: 'getContext:fail_invalid signature more info at ...?e=40093' }, ['agent']],
    ['C5', 'getCurExternalContact', { err_msg: 'getCurExternalContact:fail_permission denied' }, []],
    ['C8', 'getCurExternalContact', { errMsg: 'x:ok', errmsg: 'fail_permission denied' }, []],
    ['C8', 'agentConfig', { errMsg: 'agentConfig:ok', errmsg: 'fail_permission denied' }, []],
  ] as const)('%s: of %s is asked again with a new configuration', async (_row, api, refusal, tickets) => {
    const { client, request, reportRefusal, locate } = await open('4.1.36', singleChat)
    const healthy = client.answers[api] ?? {}
    client.answers[api] = () => {
      client.answers[api] = healthy
      return { ...refusal }
    }
    expect(await locate()).toMatchObject({ status: 'customer', externalUserId: 'wm1' })
    expect(client.names().filter(name => name === 'agentConfig')).toHaveLength(2)
    expect(request).toHaveBeenCalledTimes(2)
    expect(reportRefusal.mock.calls.flat()).toEqual(tickets)
  })

  it.each([
    ['C7', { err_msg: 'getCurExternalContact:fail_out_of_limit' }, 'client_busy'],
    ['no context', { err_msg: 'getCurExternalContact:fail_without context of external contact' }, 'no_context'],
  ])('%s: is not asked again where that cannot help', async (_row, refusal, code) => {
    const { client, locate } = await open('4.1.36', { ...singleChat, getCurExternalContact: refusal })
    expect(await locate()).toMatchObject({ status: 'failed', code })
    expect(client.names()).toEqual(['agentConfig', 'getContext', 'getCurExternalContact'])
  })

  it('C6: of a member outside the visible range is told as that', async () => {
    const refusal = { err_msg: 'agentConfig:user not in allow list' }
    const { locate } = await open('4.1.36', { ...singleChat, agentConfig: refusal })
    expect(await locate()).toMatchObject({ code: 'member_out_of_scope' })
  })
})

describe('C7: a page that asks again', () => {
  it('asks with one call while the same customer is open', async () => {
    const { client, locate } = await open('4.1.36', singleChat)
    await locate()
    client.calls.length = 0
    expect(await locate({ isBrief: true })).toMatchObject({ externalUserId: 'wm1' })
    expect(client.names()).toEqual(['getCurExternalContact'])
    client.answers.getContext = { entry: 'contact_profile' }
    expect(await locate()).toMatchObject({ entry: 'contact_profile' })
  })

  it('follows to another customer, entry and group', async () => {
    const { client, locate } = await open('4.1.36', singleChat)
    await locate()
    Object.assign(client.answers, {
      getContext: { entry: 'single_kf_tools' }, getCurExternalContact: { userId: 'wm2' },
    })
    expect(await locate({ isBrief: true })).toEqual({
      status: 'customer', entry: 'single_kf_tools', externalUserId: 'wm2',
    })
    Object.assign(client.answers, {
      getContext: { entry: 'group_chat_tools' },
      getCurExternalContact: { err_msg: 'x:fail_without context of external contact' },
      getCurExternalChat: { chatId: 'wr1' },
    })
    expect(await locate({ isBrief: true })).toEqual({ status: 'group', entry: 'group_chat_tools', chatId: 'wr1' })
  })
})

describe('C4: a late answer', () => {
  it.each(['agentConfig', 'getCurExternalContact'])('of %s is taken', async (api) => {
    const { client, locate } = await open('4.1.36', singleChat)
    const late = Promise.withResolvers<object>()
    const answer = client.answers[api] as object | undefined
    client.answers[api] = () => late.promise as Promise<Record<string, unknown>>
    vi.useFakeTimers()
    const onLate = vi.fn()
    const first = locate({ onLate })
    await vi.advanceTimersByTimeAsync(PATIENCE.config)
    expect(await first).toMatchObject({ status: 'failed' })
    expect(onLate).not.toHaveBeenCalled()
    late.resolve({ ...answer })
    await vi.advanceTimersByTimeAsync(1)
    expect(onLate.mock.calls).toEqual([[expect.objectContaining({ status: 'customer', externalUserId: 'wm1' })]])
  })
})

describe('C17: opened as an attachment', () => {
  it.each([
    ['3.1.6', { status: 'workbench', entry: 'chat_attachment', canSend: true }],
    ['3.1.5', { status: 'workbench', entry: 'chat_attachment' }],
  ])('client %s: %o', async (version, place) => {
    const { locate } = await open(version, { getContext: { entry: 'chat_attachment' } })
    expect(await locate()).toEqual(place)
  })
})

describe('silence', () => {
  it.each([
    ['agentConfig', 'config', 'config_timeout', 'reload'],
    ['getContext', 'context', 'api_timeout', 'retry'],
    ['getCurExternalContact', 'contact', 'api_timeout', 'retry'],
  ] as const)('of %s ends at %s with %s', async (api, step, code, fix) => {
    const { locate } = await open('4.1.36', { ...singleChat, [api]: 'never' })
    vi.useFakeTimers()
    const failed = locate()
    await vi.advanceTimersByTimeAsync(PATIENCE[step])
    expect(await failed).toMatchObject({ status: 'failed', step, code, fix })
  })

  it('of an API is over once the client answers', async () => {
    const { client, locate } = await open('4.1.36', { ...singleChat, getCurExternalContact: 'never' })
    vi.useFakeTimers()
    const failed = locate()
    await vi.advanceTimersByTimeAsync(PATIENCE.contact)
    await failed
    client.answers.getCurExternalContact = { userId: 'wm1' }
    expect(await locate()).toMatchObject({ status: 'customer' })
  })

  it('without a bridge ends at the bridge', async () => {
    const client = becomeClient('4.1.36')
    Reflect.deleteProperty(window, 'WeixinJSBridge')
    const sdk = await loadFreshSdk()
    vi.useFakeTimers()
    const failed = begin('4.1.36', async () => sdk).locate()
    await vi.advanceTimersByTimeAsync(PATIENCE.bridge)
    expect(await failed).toMatchObject({ step: 'bridge', code: 'bridge_timeout', fix: 'reload' })
    expect(client.calls).toEqual([])
  })

  it.each([
    ['with its event', true], ['C9: without its event', false],
  ])('a bridge that comes late is waited for, %s', async (_, hasEvent) => {
    const client = becomeClient('4.1.36', singleChat)
    const { WeixinJSBridge: bridge } = window as unknown as { WeixinJSBridge: object }
    Reflect.deleteProperty(window, 'WeixinJSBridge')
    const sdk = await loadFreshSdk()
    const place = begin('4.1.36', async () => sdk).locate()
    Object.assign(window, { WeixinJSBridge: bridge })
    if (hasEvent) document.dispatchEvent(new Event('WeixinJSBridgeReady'))
    expect(await place).toMatchObject({ status: 'customer' })
    expect(client.names()[0]).toBe('agentConfig')
  })
})

describe('a signature request', () => {
  it('that fails is the failure shown, and is repeated by the next attempt', async () => {
    const { request, locate } = await open('4.1.36', singleChat)
    request.mockRejectedValueOnce(new ApiError(failureOf('wecom_config', { requestId: 'r1' })))
    expect(await locate()).toMatchObject({ status: 'failed', step: 'config', code: 'wecom_config', requestId: 'r1' })
    expect(await locate()).toMatchObject({ status: 'customer' })
    expect(request).toHaveBeenCalledTimes(2)
  })
})

describe('a URL that changes during the handshake', () => {
  it('aborts the SDK, and the new URL is signed', async () => {
    const { request, locate } = await open('4.1.36', singleChat)
    request.mockImplementationOnce(async (url) => {
      history.replaceState(null, '', '/?moved')
      return signaturesFor(url)
    })
    expect(await locate()).toMatchObject({ status: 'customer' })
    expect(request.mock.calls.map(([url]) => new URL(url).search)).toEqual(['', '?moved'])
  })

  it('makes a refusal worthless', async () => {
    const { client, reportRefusal, locate } = await open('4.1.36', singleChat)
    client.answers.getCurExternalContact = () => {
      history.replaceState(null, '', '/?moved')
      client.answers.getCurExternalContact = { userId: 'wm1' }
      return { err_msg: 'getCurExternalContact:fail_invalid signature' }
    }
    expect(await locate()).toMatchObject({ status: 'customer', externalUserId: 'wm1' })
    expect(reportRefusal).not.toHaveBeenCalled()
  })

  it('takes nothing from the second try', async () => {
    const { client, request, locate } = await open('4.1.36', singleChat)
    client.answers.getContext = () => {
      client.answers.getContext = { entry: 'single_chat_tools' }
      request.mockImplementationOnce(async (url) => {
        history.replaceState(null, '', '/?moved')
        return signaturesFor(url)
      })
      return { err_msg: 'getContext:fail of an unknown kind' }
    }
    expect(await locate()).toMatchObject({ status: 'customer' })
    expect(request.mock.calls.map(([url]) => new URL(url).search))
      .toEqual(['', expect.stringMatching(/^\?renewed=/), '?moved'])
  })

  it('is retried once only', async () => {
    const { request, onStep, locate } = await open('4.1.36', singleChat)
    let moves = 0
    request.mockImplementation(async (url) => {
      history.replaceState(null, '', `/?moved=${++moves}`)
      return signaturesFor(url)
    })
    expect(await locate()).toMatchObject({ status: 'failed', step: 'config', errMsg: 'SDK Error: Aborted' })
    expect(onStep.mock.calls.flat().filter(step => step === 'config')).toHaveLength(2)
  })
})

describe('the SDK’s chunk', () => {
  it('is asked for again after it could not be loaded', async () => {
    becomeClient('4.1.36', singleChat)
    const sdk = await loadFreshSdk()
    const loadSdk = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(sdk)
    const { locate } = begin('4.1.36', loadSdk)
    expect(await locate()).toMatchObject({ step: 'load', code: 'sdk_load_failed', fix: 'reload' })
    expect(await locate()).toMatchObject({ status: 'customer' })
  })
})
