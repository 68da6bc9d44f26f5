import type { TagGroup } from '#shared/types/customer-edit'
import { createKeyedResource } from '~/composables/keyed-resource'

/** The company's tags, asked for once somebody wants to choose among them. */
export const useTagLibraryStore = defineStore('tag-library', () => {
  const api = useApi()
  const { state, show } = createKeyedResource<TagGroup[]>((_, signal) => api.tagLibrary(signal))
  return { state, load: () => show('corp') }
})
