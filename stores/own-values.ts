import type { OwnValues } from '#shared/types/own-values.ts'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApiRequest } from '~/composables/useApi'
import { useSelfHealing } from '~/composables/useSelfHealing'

/** Stages and fields of the member's own customers, loaded when the member first wants to filter by them. */
export const useOwnValuesStore = defineStore('own-values', () => {
  const request = useApiRequest()
  const { state, show, refresh, bringUpToDate } = createKeyedResource<OwnValues>((_, signal) =>
    request('/api/customers/values', { signal }))
  useSelfHealing(() => state.value.status === 'failed' ? state.value.failure : undefined, refresh)

  async function load(): Promise<void> {
    await show('mine')
    await bringUpToDate()
  }

  return { state, load }
})
