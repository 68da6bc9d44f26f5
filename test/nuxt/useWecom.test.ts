import { mountSuspended, registerEndpoint } from '@nuxt/test-utils/runtime'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pageUrlOf } from '#shared/utils/page-url.ts'
import { isLeakedBySdk } from '~/browser/bridge/bridge-error'
import { useWecom, type UseWecomReturn } from '~/composables/useWecom'
import { eventually } from '../support/eventually'
import { servePage } from './support/page'
import { collectSdkLeaks } from './support/sdk-leaks'
import { signaturesFor } from './support/signatures'
import {
  loadFreshSdk,
  becomeClient,
  leaveClient,
  setUserAgent,
  userAgentOf,
  type FakeClient,
} from './support/wecom-client'

const reload = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useReload', () => ({ useReload: () => ({ waiting: shallowRef(false), reload }) }))

collectSdkLeaks(isLeakedBySdk)
const singleChat = { getContext: { entry: 'single_chat_tools' }, getCurExternalContact: { userId: 'wm1' } }
const requested = vi.fn()
registerEndpoint('/api/jssdk/signatures', () => {
  requested()
  return signaturesFor('')
})

const reported = vi.fn()
registerEndpoint('/api/jssdk/refusals', { method: 'POST', handler: () => {
  reported()
  return null
} })

let unmount = () => {}

afterEach(() => {
  unmount()
  vi.useRealTimers()
  leaveClient()
  requested.mockClear()
  reported.mockClear()
  reload.mockReset()
})

async function mountWith(loadSdk: NonNullable<Parameters<typeof useWecom>[0]>['loadSdk']): Promise<UseWecomReturn> {
  let wecom!: UseWecomReturn
  const host = await mountSuspended(defineComponent({
    setup() {
      wecom = useWecom({ loadSdk })
      return () => h('div')
    },
  }))
  unmount = () => host.unmount()
  return wecom
}

/** The page in a client, with signatures in its HTML. */
async function open(answers: FakeClient['answers'], version = '4.1.36') {
  const client = becomeClient(version, answers)
  servePage({ signatures: signaturesFor(pageUrlOf(location.href), 'html') }, userAgentOf(version))
  const sdk = await loadFreshSdk()
  const wecom = await mountWith(async () => sdk)
  return { client, ...wecom }
}

const settled = (state: UseWecomReturn['state']) => eventually(() => state.value.status !== 'starting')
const contactCalls = (client: FakeClient) => client.names().filter(name => name === 'getCurExternalContact').length

describe('without a client of its own', () => {
  it.each([
    ['Mozilla/5.0 Chrome/140.0', { status: 'outside' }],
    ['Mozilla/5.0 (iPhone) MicroMessenger/8.0.40', { status: 'outside' }],
    [userAgentOf('2.4.0'), { status: 'outdated', version: '2.4.0', needs: '3.0.24' }],
  ])('%s never touches the SDK', async (userAgent, state) => {
    setUserAgent(userAgent)
    servePage({}, userAgent)
    const loadSdk = vi.fn()
    const wecom = await mountWith(loadSdk)
    expect(wecom.state.value).toEqual(state)
    await wecom.retry()
    window.dispatchEvent(new Event('focus'))
    expect(wecom.state.value).toEqual(state)
    expect(loadSdk).not.toHaveBeenCalled()
  })
})

describe('in WeCom', () => {
  it('finds the customer with the signatures of the HTML', async () => {
    const { client, state } = await open(singleChat)
    await settled(state)
    expect(state.value).toEqual({ status: 'customer', entry: 'single_chat_tools', externalUserId: 'wm1' })
    expect(client.calls[0]!.params.signature).toContain('html agent')
    expect(requested).not.toHaveBeenCalled()
  })

  it('cannot be changed from outside', async () => {
    const { state } = await open(singleChat)
    await settled(state)
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    Object.assign(state.value, { externalUserId: 'wm2' })
    expect(state.value).toMatchObject({ externalUserId: 'wm1' })
    warn.mockRestore()
  })

  it('asks for fresh signatures after a refusal', async () => {
    const { client, state, retry } = await open({
      ...singleChat, agentConfig: { err_msg: 'agentConfig:invalid signature' },
    })
    await settled(state)
    expect(state.value).toMatchObject({ status: 'failed', code: 'signature_refused', fix: 'retry' })
    expect(reported).toHaveBeenCalledOnce()
    expect(requested).toHaveBeenCalledOnce()
    client.answers.agentConfig = {}
    const again = retry()
    expect(state.value.status).toBe('starting')
    await again
    expect(state.value.status).toBe('customer')
    expect(requested).toHaveBeenCalledTimes(2)
  })

  it('keeps the rejections that the SDK leaks away from error monitors, and no others', async () => {
    const { state } = await open(singleChat)
    await settled(state)
    const prevented = (reason: unknown) => {
      const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(prevented({ errMsg: 'agentConfig:invalid signature' })).toBe(true)
    expect(prevented(new Error('SDK Error: Aborted'))).toBe(true)
    expect(prevented(new TypeError('a bug of ours'))).toBe(false)
  })
})

describe('coming back to the page', () => {
  it('asks again, twice for a burst of events', async () => {
    const { client, state } = await open(singleChat)
    await settled(state)
    client.answers.getCurExternalContact = { userId: 'wm2' }
    for (const type of ['focus', 'online', 'focus']) window.dispatchEvent(new Event(type))
    document.dispatchEvent(new Event('visibilitychange'))
    await eventually(() => contactCalls(client) === 3)
    expect(state.value).toMatchObject({ externalUserId: 'wm2' })
    await new Promise(resolve => setTimeout(resolve, 400))
    expect(contactCalls(client)).toBe(3)
  })

  it('does not ask on the pageshow of the first load, but on that of a restored page', async () => {
    const { client, state } = await open(singleChat)
    await settled(state)
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(contactCalls(client)).toBe(1)
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    await eventually(() => contactCalls(client) === 2)
  })

  it('C4: loads a page again whose configuration hangs, also when the member comes back', async () => {
    const { client, state } = await open({ ...singleChat, agentConfig: 'never' })
    vi.useFakeTimers()
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(9_900)
    expect(state.value.status).toBe('starting')
    await vi.advanceTimersByTimeAsync(600)
    expect(state.value).toMatchObject({ code: 'config_timeout', fix: 'reload' })
    expect(reload.mock.calls).toEqual([[true]])
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(11_000)
    expect(state.value).toMatchObject({ code: 'config_timeout' })
    expect(client.names()).toEqual(['agentConfig'])
    expect(reload.mock.calls.length).toBeGreaterThan(0)
    expect(new Set(reload.mock.calls.flat())).toEqual(new Set([true]))
  })

  it('hides the customer when the client takes long to confirm it', async () => {
    const { client, state } = await open(singleChat)
    await settled(state)
    vi.useFakeTimers()
    client.answers.getCurExternalContact = 'never'
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(900)
    expect(state.value).toMatchObject({ externalUserId: 'wm1' })
    await vi.advanceTimersByTimeAsync(200)
    expect(state.value.status).toBe('starting')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(state.value).toMatchObject({ status: 'failed', step: 'contact', code: 'api_timeout' })
  })

  it('C4: shows the customer although the client answers late', async () => {
    const late = Promise.withResolvers<object>()
    const { state } = await open({ ...singleChat, agentConfig: () => late.promise as Promise<Record<string, unknown>> })
    vi.useFakeTimers()
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(11_000)
    expect(state.value).toMatchObject({ code: 'config_timeout' })
    late.resolve({})
    await vi.advanceTimersByTimeAsync(10)
    expect(state.value).toMatchObject({ status: 'customer', externalUserId: 'wm1' })
  })

  it('C7: keeps the customer while the client limits calls, and asks again later', async () => {
    const { client, state } = await open(singleChat)
    await settled(state)
    vi.useFakeTimers()
    client.answers.getCurExternalContact = { err_msg: 'getCurExternalContact:fail_out_of_limit' }
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(state.value).toMatchObject({ status: 'customer', externalUserId: 'wm1' })
    const calls = contactCalls(client)
    client.answers.getCurExternalContact = { userId: 'wm2' }
    await vi.advanceTimersByTimeAsync(5_500)
    expect(contactCalls(client)).toBeGreaterThan(calls)
    expect(state.value).toMatchObject({ externalUserId: 'wm2' })
  })

  it('keeps the workbench, where no customer can be the wrong one', async () => {
    const { client, state } = await open({ getContext: { entry: 'normal' } })
    await settled(state)
    vi.useFakeTimers()
    client.answers.getContext = 'never'
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(4_000)
    expect(state.value).toEqual({ status: 'workbench', entry: 'normal' })
  })

  it('drops an answer that is older than the newest one', async () => {
    const { client, state, retry } = await open(singleChat)
    await settled(state)
    const slow = Promise.withResolvers<{ userId: string }>()
    client.answers.getCurExternalContact = () => slow.promise
    const first = retry()
    await eventually(() => contactCalls(client) === 2)
    client.answers.getCurExternalContact = { userId: 'wm3' }
    await retry()
    expect(state.value).toMatchObject({ externalUserId: 'wm3' })
    slow.resolve({ userId: 'wm2' })
    await first
    expect(state.value).toMatchObject({ externalUserId: 'wm3' })
  })
})
