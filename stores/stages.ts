import type { Stage, StageListEdit } from '#shared/types/stage.ts'
import { createStoryApi } from '~/browser/story/story-api'
import { useApiRequest } from '~/composables/useApi'
import { useDefinedList } from '~/composables/useDefinedList'
import { useDraftsStore } from '~/stores/drafts'

/** The stages of the company, while an admin defines them. */
export const useStagesStore = defineStore('stages', () => {
  const api = createStoryApi(useApiRequest())
  return useDefinedList<Stage, StageListEdit['after'][number]>({
    drafts: useDraftsStore(),
    place: 'stages',
    async read(signal) {
      const { stages, draft } = await api.stages(signal)
      return { items: stages, draft }
    },
    write: async edit => (await api.defineStages(edit)).stages,
    clean: stage => ({ ...stage, name: stage.name.trim() }),
  })
})
