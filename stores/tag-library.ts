import type { TagGroup } from '#shared/types/customer-edit.ts'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { useSelfHealing } from '~/composables/useSelfHealing'

/** The company's tags, loaded when the member first wants to choose. */
export const useTagLibraryStore = defineStore('tag-library', () => {
  const api = useApi()
  const { state, show, refresh, bringUpToDate } = createKeyedResource<TagGroup[]>((_, signal) => api.tagLibrary(signal))
  useSelfHealing(() => state.value.status === 'failed' ? state.value.failure : undefined, refresh)

  let loading: Promise<void> | undefined
  /** @returns when it is loaded or has failed, also when it is on its way already */
  function load(): Promise<void> {
    return loading ??= show('corp').then(bringUpToDate).finally(() => loading = undefined)
  }

  return { state, load }
})
