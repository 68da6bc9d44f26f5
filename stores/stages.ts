import type { Stage, StageListEdit } from '#shared/types/stage.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { createStoryApi } from '~/browser/story/story-api'
import { useApiRequest } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

/** The stages of the company, while an admin defines them. */
export const useStagesStore = defineStore('stages', () => {
  const api = createStoryApi(useApiRequest())
  const stored = createKeyedResource<Stage[]>(async (_, signal) => (await api.stages(signal)).stages)
  /** What the admin wants; absent: as stored. */
  const draft = shallowRef<StageListEdit['after']>()
  const saving = shallowRef(false)
  const saved = shallowRef(false)
  const failure = shallowRef<Failure>()
  const before = computed(() => stored.state.value.status === 'ready' ? stored.state.value.data : [])

  function change(stages: StageListEdit['after']): void {
    saved.value = false
    draft.value = stages
  }

  async function save(): Promise<void> {
    if (!draft.value || saving.value) return
    const sent = draft.value
    saving.value = true
    failure.value = undefined
    try {
      const after = sent.map(stage => ({ ...stage, name: stage.name.trim() }))
      const { stages } = await api.defineStages({ before: before.value, after })
      stored.put('all', stages)
      if (draft.value === sent) draft.value = undefined
      saved.value = true
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      failure.value = error.failure
      // Another admin has changed them: theirs are shown when this draft is dropped.
      if (error.failure.code === 'edit_conflict') await stored.refresh()
    }
    finally {
      saving.value = false
    }
  }

  function discard(): void {
    draft.value = failure.value = undefined
  }

  useUnsavedWork().register(() => !!draft.value)
  return {
    state: stored.state, stages: computed(() => draft.value ?? before.value), isChanged: computed(() => !!draft.value),
    saving, saved, failure, load: () => stored.show('all'), change, save, discard,
  }
})
