import type { CustomerStage } from '#shared/types/stage.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { createStoryApi } from '~/browser/story/story-api'
import { useApiRequest } from '~/composables/useApi'
import { useTimelineStore } from '~/stores/timeline'

/** A change of the stage that is being saved, or that failed. */
interface StageChange {
  externalUserId: string
  after?: string
  failure?: Failure
}

/** The stage of the customer on the screen. It comes with the timeline. */
export const useStageStore = defineStore('stage', () => {
  const api = createStoryApi(useApiRequest())
  const timeline = useTimelineStore()
  const last = shallowRef<StageChange>()
  const change = computed(() =>
    timeline.latest.status === 'ready' && last.value?.externalUserId === timeline.latest.id ? last.value : undefined)
  const isSaving = computed(() => !!change.value && !change.value.failure)

  /** With the choice that is being saved. */
  const shown = computed((): CustomerStage | undefined => {
    const stage = timeline.latest.status === 'ready' ? timeline.latest.data.stage : undefined
    return stage && isSaving.value ? { ...stage, current: change.value!.after } : stage
  })

  /** @param after id of a stage; undefined: none */
  async function choose(after?: string): Promise<void> {
    const { latest } = timeline
    if (latest.status !== 'ready' || !latest.data.stage || isSaving.value) return
    const { id: externalUserId, data: { stage: { current: before } } } = latest
    const mine = last.value = { externalUserId, after }
    try {
      const stage = await api.setStage(externalUserId, { before, after })
      timeline.amend(externalUserId, page => ({ ...page, stage }))
      if (last.value === mine) last.value = undefined
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (last.value === mine) last.value = { ...mine, failure: error.failure }
      // A colleague may have changed it since.
      void timeline.refresh(externalUserId)
    }
  }

  return { shown, isSaving, failure: computed(() => change.value?.failure), choose }
})
