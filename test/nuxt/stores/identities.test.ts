import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { failureOf, type FailureCode } from '~/browser/failure'
import { useCustomerStore } from '~/stores/customer'
import { useIdentitiesStore } from '~/stores/identities'
import { eventually } from '../../support/eventually'
import { profileOf } from '../support/customers'
import { flush } from '../support/flush'
import { conflictOf, identitiesOf } from '../support/identities'

const api = vi.hoisted(() => ({ customer: vi.fn(), identities: vi.fn(), resolveIdentity: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))

const fail = (code: FailureCode) => new ApiError(failureOf(code))
const inConflict = (externalUserId = 'wm1') => identitiesOf({ externalUserId, conflicts: [conflictOf()] })
const decision = { account: conflictOf().account, openPlatform: 'main', unionId: 'uOther' }

beforeEach(() => {
  setActivePinia(createPinia())
  for (const call of Object.values(api)) call.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  api.identities.mockImplementation(async (id: string) => identitiesOf({ externalUserId: id }))
})

// It listens to the window.
afterEach(() => useIdentitiesStore().$dispose())

const stores = () => ({ customer: useCustomerStore(), identities: useIdentitiesStore() })

describe('identities', () => {
  it('are asked for when the profile is there, not before', async () => {
    const { customer, identities } = stores()
    let answer = (_: unknown) => {}
    api.customer.mockReturnValueOnce(new Promise(resolve => answer = resolve))
    const shown = customer.show('wm1')
    expect(api.identities).not.toHaveBeenCalled()
    answer(profileOf())
    await shown
    await flush()
    expect(identities.state).toMatchObject({ status: 'ready', id: 'wm1', data: identitiesOf() })
  })

  it('are not loaded for customers who use WeCom, nor without a profile', async () => {
    const { customer, identities } = stores()
    api.customer.mockResolvedValueOnce(profileOf({ type: 'wecom' }))
    await customer.show('wm1')
    api.customer.mockRejectedValueOnce(fail('customer_not_found'))
    await customer.show('wm2')
    expect(api.identities).not.toHaveBeenCalled()
    expect(identities.state).toEqual({ status: 'idle' })
  })

  it('are gone in the call that switches the customer, and their request with them', async () => {
    const { customer, identities } = stores()
    let signal: AbortSignal | undefined
    api.identities.mockImplementationOnce((_id: string, given: AbortSignal) => {
      signal = given
      return new Promise(() => {})
    })
    await customer.show('wm1')
    expect(identities.state).toEqual({ status: 'loading', id: 'wm1' })
    const shown = customer.show('wm2')
    expect(identities.state).toEqual({ status: 'idle' })
    expect(signal!.aborted).toBe(true)
    await shown
    await flush()
    expect(identities.state).toMatchObject({ status: 'ready', id: 'wm2' })
  })

  it('of another customer are refused', async () => {
    const { customer, identities } = stores()
    api.identities.mockResolvedValueOnce(identitiesOf({ externalUserId: 'wm2' }))
    await customer.show('wm1')
    await flush()
    expect(identities.state).toMatchObject({ status: 'failed', id: 'wm1', failure: { code: 'internal' } })
  })

  it('heal by themselves, while the profile stays', async () => {
    const { customer, identities } = stores()
    api.identities.mockRejectedValueOnce(fail('store_unavailable'))
    await customer.show('wm1')
    await flush()
    expect(identities.state.status).toBe('failed')
    expect(customer.state.status).toBe('ready')
    await eventually(() => identities.state.status === 'ready')
  })

  it('load again when the page comes back', async () => {
    const { customer, identities } = stores()
    await customer.show('wm1')
    await flush()
    api.identities.mockResolvedValueOnce(inConflict())
    window.dispatchEvent(new Event('focus'))
    await eventually(() => identities.state.status === 'ready' && identities.state.data.conflicts.length === 1)
  })
})

describe('a decision', () => {
  async function openConflict() {
    const both = stores()
    api.identities.mockResolvedValueOnce(inConflict())
    await both.customer.show('wm1')
    await flush()
    return both
  }

  it('is sent once, and its answer shown', async () => {
    const { identities } = await openConflict()
    api.resolveIdentity.mockResolvedValueOnce(identitiesOf())
    const deciding = identities.resolve(decision)
    expect(identities.resolution).toEqual({ status: 'saving', decision })
    await Promise.all([deciding, identities.resolve(decision)])
    expect(api.resolveIdentity).toHaveBeenCalledExactlyOnceWith('wm1', decision)
    expect(identities.resolution).toEqual({ status: 'done', decision })
    expect(identities.state).toMatchObject({ status: 'ready', data: { conflicts: [] } })
  })

  it('that fails says so, and looks what is true now', async () => {
    const { identities } = await openConflict()
    api.resolveIdentity.mockRejectedValueOnce(fail('edit_conflict'))
    await identities.resolve(decision)
    expect(identities.resolution).toMatchObject({ status: 'failed', failure: { code: 'edit_conflict' } })
    expect(identities.state).toMatchObject({ status: 'ready', data: { conflicts: [] } })
  })

  it.each(['answers', 'fails'])('that %s when another customer is open is not seen there', async (outcome) => {
    const { customer, identities } = await openConflict()
    let settle = () => {}
    api.resolveIdentity.mockReturnValueOnce(new Promise((resolve, reject) => {
      settle = () => outcome === 'answers' ? resolve(identitiesOf()) : reject(fail('timeout'))
    }))
    const deciding = identities.resolve(decision)
    await customer.show('wm2')
    await flush()
    settle()
    await deciding
    expect(identities.resolution).toBeUndefined()
    expect(identities.state).toMatchObject({ status: 'ready', id: 'wm2', data: { externalUserId: 'wm2' } })
    expect(api.identities).toHaveBeenCalledTimes(2)
  })
})
