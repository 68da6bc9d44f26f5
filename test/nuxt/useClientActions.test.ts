import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useClientActions } from '~/composables/useClientActions'

const sdk = vi.hoisted(() => ({
  openUserProfile: vi.fn(), navigateToAddCustomer: vi.fn(), openEnterpriseChat: vi.fn(),
}))
vi.mock('~/browser/bridge/load-sdk', () => ({ loadWecomSdk: async () => sdk }))

const subject = shallowRef<string>()
let scope = effectScope()

function start() {
  scope = effectScope()
  return scope.run(() => useClientActions(() => subject.value))!
}

beforeEach(() => {
  vi.useFakeTimers()
  subject.value = 'wm1'
  for (const api of Object.values(sdk)) api.mockReset().mockResolvedValue({})
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

it('a chat is asked for by the id of the customer or of the colleague', async () => {
  const { messageCustomer, askColleague } = start()
  await messageCustomer('wm1')
  await askColleague('wang')
  expect(sdk.openEnterpriseChat.mock.calls).toEqual([
    [{ externalUserIds: ['wm1'], groupName: '' }], [{ userIds: ['wang'], groupName: '' }],
  ])
})

describe('a page that the client does not open', () => {
  beforeEach(() => void sdk.openUserProfile.mockRejectedValue({ errMsg: 'openUserProfile:fail no permission' }))

  it('is told of for a while, or until the member has seen it', async () => {
    const { refused, openProfile, forgetRefusal } = start()
    await openProfile('wm1')
    expect(refused.value).toBe('profile')
    await vi.advanceTimersByTimeAsync(8_000)
    expect(refused.value).toBeUndefined()
    await openProfile('wm1')
    forgetRefusal()
    expect(refused.value).toBeUndefined()
  })

  it('is nothing to do with the next customer', async () => {
    const { refused, openProfile } = start()
    await openProfile('wm1')
    subject.value = 'wm2'
    expect(refused.value).toBeUndefined()
    const asked = openProfile('wm2')
    subject.value = 'wm3'
    await asked
    expect(refused.value).toBeUndefined()
  })

  it('because the member thought better of it is no refusal', async () => {
    sdk.navigateToAddCustomer.mockRejectedValue({ errMsg: 'navigateToAddCustomer:cancel' })
    const { refused, addCustomer } = start()
    await addCustomer()
    expect(refused.value).toBeUndefined()
  })

  it('because the client does not answer is one', async () => {
    sdk.openUserProfile.mockReturnValue(new Promise(() => {}))
    const { refused, openProfile } = start()
    const asked = openProfile('wm1')
    await vi.advanceTimersByTimeAsync(2_000)
    await asked
    expect(refused.value).toBe('profile')
  })
})
