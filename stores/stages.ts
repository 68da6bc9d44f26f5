import type { Stage, StageListEdit } from '#shared/types/stage.ts'
import { createStoryApi } from '~/browser/story/story-api'
import { useApiRequest } from '~/composables/useApi'
import { useDefinedList } from '~/composables/useDefinedList'

/** The stages of the company, while an admin defines them. */
export const useStagesStore = defineStore('stages', () => {
  const api = createStoryApi(useApiRequest())
  return useDefinedList<Stage, StageListEdit['after'][number]>({
    read: async signal => (await api.stages(signal)).stages,
    write: async edit => (await api.defineStages(edit)).stages,
    clean: stage => ({ ...stage, name: stage.name.trim() }),
  })
})
