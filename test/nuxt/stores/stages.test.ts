import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CustomerStage } from '#shared/types/stage.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import type { StoryApi } from '~/browser/story/story-api'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useDraftsStore } from '~/stores/drafts'
import { useStageStore } from '~/stores/stage'
import { useStagesStore } from '~/stores/stages'
import { profileOf } from '../support/customers'
import { flush } from '../support/flush'
import { pageOf } from '../support/notes'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
const story = vi.hoisted(() => ({
  timeline: vi.fn<StoryApi['timeline']>(), setStage: vi.fn<StoryApi['setStage']>(),
  stages: vi.fn<StoryApi['stages']>(), defineStages: vi.fn<StoryApi['defineStages']>(),
}))
vi.mock('~/browser/story/story-api', () => ({ createStoryApi: () => story }))

const stages = [{ id: '1', name: 'new' }, { id: '2', name: 'won' }]
const conflict = () => new ApiError(failureOf('edit_conflict'))

beforeEach(() => {
  servePage()
  setActivePinia(createPinia())
  for (const call of Object.values(story)) call.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  story.timeline.mockImplementation(async () => pageOf([], { stage: { stages, current: '1' } }))
  story.stages.mockResolvedValue({ stages })
})

describe('the stage of a customer', () => {
  async function open() {
    const customer = useCustomerStore()
    const stage = useStageStore()
    await customer.show('wmA')
    await flush()
    return { customer, stage }
  }

  it('is shown as chosen while it is saved, and never at another customer', async () => {
    const { customer, stage } = await open()
    let answer = (_: CustomerStage) => {}
    story.setStage.mockReturnValueOnce(new Promise(resolve => answer = resolve))
    const saving = stage.choose('2')
    expect(story.setStage).toHaveBeenCalledExactlyOnceWith('wmA', { before: '1', after: '2' })
    expect([stage.shown?.current, stage.isSaving]).toEqual(['2', true])
    await customer.show('wmB')
    await flush()
    expect([stage.shown?.current, stage.isSaving]).toEqual(['1', false])
    answer({ stages, current: '2' })
    await saving
    expect(stage.shown?.current).toBe('1')
  })

  it('that a colleague has changed is read again, and the page says so', async () => {
    const { stage } = await open()
    story.setStage.mockRejectedValueOnce(conflict())
    story.timeline.mockResolvedValue(pageOf([], { stage: { stages } }))
    await stage.choose('2')
    await flush()
    expect(stage.failure).toMatchObject({ code: 'edit_conflict' })
    expect(stage.shown).toEqual({ stages })
    story.setStage.mockResolvedValueOnce({ stages, current: '2' })
    // The page asks for the timeline again, and the server has the new stage now.
    story.timeline.mockResolvedValue(pageOf([], { stage: { stages, current: '2' } }))
    await stage.choose('2')
    expect(story.setStage).toHaveBeenLastCalledWith('wmA', { before: undefined, after: '2' })
    expect([stage.shown?.current, stage.failure]).toEqual(['2', undefined])
  })
})

describe('the stages of the company', () => {
  it('are changed, kept while unsaved, and saved as the admin saw them', async () => {
    const store = useStagesStore()
    await store.load()
    store.change([{ name: ' lost ' }, ...stages])
    expect(useUnsavedWork().exists()).toBe(true)
    story.defineStages.mockResolvedValueOnce({ stages: [{ id: '3', name: 'lost' }, ...stages] })
    await store.save()
    expect(story.defineStages).toHaveBeenCalledExactlyOnceWith({
      before: stages, after: [{ name: 'lost' }, ...stages],
    })
    expect([store.items.length, store.saved, store.isChanged]).toEqual([3, true, false])
  })

  it('that an earlier page has left are there again, and replace no change of another admin unseen', async () => {
    const follow = vi.spyOn(useDraftsStore(), 'follow')
    const store = useStagesStore()
    await store.load()
    const [draft] = follow.mock.calls.map(([followed]) => followed).filter(({ place }) => place === 'stages')
    const kept = { before: [stages[0]!], after: [stages[0]!, { name: 'half' }] }
    draft!.offer(kept)
    expect([store.items, store.isKept, draft!.unsaved()]).toEqual([kept.after, true, kept])
    story.defineStages.mockRejectedValueOnce(conflict())
    await store.save()
    expect(story.defineStages).toHaveBeenLastCalledWith(kept)
    // Now the admin has seen that they have changed.
    story.defineStages.mockResolvedValueOnce({ stages: [stages[0]!, { id: '3', name: 'half' }] })
    await store.save()
    expect(story.defineStages).toHaveBeenLastCalledWith({ before: stages, after: kept.after })
    expect([store.isChanged, store.isKept, draft!.unsaved()]).toEqual([false, false, undefined])
  })

  it('that another admin has changed are shown when the draft is dropped', async () => {
    const store = useStagesStore()
    await store.load()
    store.change([])
    story.defineStages.mockRejectedValueOnce(conflict())
    story.stages.mockResolvedValueOnce({ stages: [stages[1]!] })
    await store.save()
    expect([store.failure?.code, store.items]).toEqual(['edit_conflict', []])
    store.discard()
    expect([store.failure, store.items]).toEqual([undefined, [stages[1]]])
  })
})
