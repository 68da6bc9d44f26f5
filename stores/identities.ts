import type { CustomerProfile } from '#shared/types/customer.ts'
import type { CustomerIdentities, IdentityDecision } from '#shared/types/identity.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Resolution } from '~/browser/edits/identity-resolution'
import { failureOf } from '~/browser/failure'
import { createKeyedResource, type ResourceState } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { useResume } from '~/composables/useResume'
import { useSelfHealing } from '~/composables/useSelfHealing'
import { useCustomerStore } from '~/stores/customer'

/**
 * The accounts of the customer on the screen in the company's other apps. They load after the profile, which does not
 * wait for them, retry automatically, and load again when the page comes back, because a sign-in to the mini program
 * fires no event.
 */
export const useIdentitiesStore = defineStore('identities', () => {
  const api = useApi()
  const customer = useCustomerStore()
  const resolution = shallowRef<Resolution>()
  const identities = createKeyedResource<CustomerIdentities>(async (externalUserId, signal) =>
    ofCustomer(externalUserId, await api.identities(externalUserId, signal)))
  const { state, busy, refresh } = identities

  function ofCustomer(externalUserId: string, answer: CustomerIdentities): CustomerIdentities {
    if (answer.externalUserId !== externalUserId) throw new ApiError(failureOf('internal'))
    return answer
  }

  /** Customers who use WeCom have no unionid, so they have no other accounts. */
  function follow(shown: ResourceState<CustomerProfile>): void {
    if (shown.status === 'ready' && shown.data.type === 'wechat') void identities.show(shown.id)
    else identities.clear()
  }

  /** Sends an admin's decision. The answer is shown only if the same customer is still on the screen. */
  async function resolve(decision: IdentityDecision): Promise<void> {
    if (state.value.status !== 'ready' || resolution.value?.status === 'saving') return
    const { id } = state.value
    const saving: Resolution = { status: 'saving', decision }
    resolution.value = saving
    try {
      identities.put(id, ofCustomer(id, await api.resolveIdentity(id, decision)))
      if (resolution.value === saving) resolution.value = { status: 'done', decision }
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (resolution.value === saving) resolution.value = { status: 'failed', decision, failure: error.failure }
      // Another admin may have decided since.
      await refresh(id)
    }
  }

  const failure = computed(() => 'failure' in state.value ? state.value.failure : undefined)
  const { retryIn } = useSelfHealing(() => failure.value, refresh)
  useResume(() => {
    if (!failure.value && !busy.value) void refresh()
  })

  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  const shownId = () => state.value.status === 'idle' ? undefined : state.value.id
  watch(shownId, () => resolution.value = undefined, { flush: 'sync' })
  return { state, retryIn: computed(() => retryIn.value), resolution, refresh, resolve }
})
