import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Colleague } from '#shared/types/customer.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { useColleaguesStore } from '~/stores/colleagues'
import { useCustomerStore } from '~/stores/customer'
import { profileOf, relation } from '../support/customers'
import { flush } from '../support/flush'

const api = vi.hoisted(() => ({ customer: vi.fn(), colleagues: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))

const colleagueOf = (id: string): Colleague => ({ userId: `colleague-${id}`, name: `Colleague of ${id}` })

beforeEach(() => {
  setActivePinia(createPinia())
  for (const call of Object.values(api)) call.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id, followUserCount: 2, relation }))
  api.colleagues.mockImplementation(async (id: string) => [colleagueOf(id)])
})

describe('colleagues', () => {
  it('are those of the customer on the screen, also when the answers come in another order', async () => {
    const customer = useCustomerStore()
    const colleagues = useColleaguesStore()
    let answerLate = (_: Colleague[]) => {}
    api.colleagues.mockReturnValueOnce(new Promise<Colleague[]>(resolve => answerLate = resolve))
    await customer.show('wmA')
    await customer.show('wmB')
    await flush()
    expect(colleagues.of).toEqual([colleagueOf('wmB')])
    answerLate([colleagueOf('wmA')])
    await flush()
    expect(colleagues.of).toEqual([colleagueOf('wmB')])
  })

  it('are gone at once when another customer is opened', async () => {
    const customer = useCustomerStore()
    const colleagues = useColleaguesStore()
    await customer.show('wmA')
    await flush()
    expect(colleagues.of).toEqual([colleagueOf('wmA')])
    void customer.show('wmB')
    expect(colleagues.of).toBeUndefined()
  })

  it('are not asked for when the member is the only one', async () => {
    api.customer.mockResolvedValue(profileOf({ externalUserId: 'wmA', followUserCount: 1, relation }))
    useColleaguesStore()
    await useCustomerStore().show('wmA')
    await flush()
    expect(api.colleagues).not.toHaveBeenCalled()
  })

  it('stay unknown when they cannot be loaded', async () => {
    api.colleagues.mockRejectedValue(new ApiError(failureOf('wecom_busy')))
    const colleagues = useColleaguesStore()
    await useCustomerStore().show('wmA')
    await flush()
    expect(api.colleagues).toHaveBeenCalledOnce()
    expect(colleagues.of).toBeUndefined()
  })
})
