import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TimelinePage } from '#shared/types/timeline.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import type { StoryApi } from '~/browser/story/story-api'
import { useCustomerStore } from '~/stores/customer'
import { useTimelineStore } from '~/stores/timeline'
import { profileOf } from '../support/customers'
import { flush } from '../support/flush'
import { noteOf, pageOf } from '../support/notes'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
const story = vi.hoisted(() => ({ timeline: vi.fn<StoryApi['timeline']>(), noteVersions: vi.fn() }))
vi.mock('~/browser/story/story-api', () => ({ createStoryApi: () => story }))

beforeEach(() => {
  servePage()
  setActivePinia(createPinia())
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  story.timeline.mockReset().mockImplementation(async (id, { cursor, kind }) =>
    pageOf([noteOf(`${id}${kind ?? ''}${cursor ?? ''}`)], { nextCursor: cursor ? undefined : 'next' }))
})

async function open(id = 'wmA') {
  const customer = useCustomerStore()
  const timeline = useTimelineStore()
  await customer.show(id)
  await flush()
  const ids = () => timeline.feed.status === 'ready' ? timeline.feed.data.entries.map(({ id }) => id) : undefined
  return { customer, timeline, ids }
}

describe('the whole timeline', () => {
  it('is read page by page, and by kind', async () => {
    const { timeline, ids } = await open()
    await timeline.open()
    expect(ids()).toEqual(['wmA'])
    await timeline.readOn()
    expect(ids()).toEqual(['wmA', 'wmAnext'])
    await timeline.readOn()
    expect(story.timeline).toHaveBeenCalledTimes(3)
    await timeline.open('note')
    expect(ids()).toEqual(['wmAnote'])
    await timeline.readOn()
    expect(story.timeline).toHaveBeenLastCalledWith('wmA', { kind: 'note', cursor: 'next' })
  })

  it('keeps what is read when the next page fails, and reads on', async () => {
    const { timeline, ids } = await open()
    await timeline.open()
    story.timeline.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
    await timeline.readOn()
    expect(timeline.more).toMatchObject({ busy: false, failure: { code: 'store_unavailable' } })
    expect(ids()).toEqual(['wmA'])
    await timeline.readOn()
    expect(timeline.more).toEqual({ busy: false })
    expect(ids()).toEqual(['wmA', 'wmAnext'])
  })

  it('takes no late page of another kind or customer', async () => {
    const { customer, timeline, ids } = await open()
    for (const leave of [() => timeline.open('note'), () => customer.show('wmB')]) {
      await timeline.open()
      let answer = (_: TimelinePage) => {}
      story.timeline.mockReturnValueOnce(new Promise(resolve => answer = resolve))
      const reading = timeline.readOn()
      await leave()
      answer(pageOf([noteOf('late')]))
      await reading
      await flush()
      expect(ids() ?? []).not.toContain('late')
    }
    expect(timeline.feed.status).toBe('idle')
    expect(timeline.latest).toMatchObject({ status: 'ready', id: 'wmB' })
  })

  it('has no gap when it begins again while the next page loads', async () => {
    story.timeline.mockImplementation(async (_, { cursor = '1' }) =>
      pageOf([noteOf(cursor)], { nextCursor: String(Number(cursor) + 1) }))
    const { timeline, ids } = await open()
    await timeline.open()
    await timeline.readOn()
    timeline.close()
    let answerFirst = (_: TimelinePage) => {}
    let answerNext = (_: TimelinePage) => {}
    story.timeline.mockReturnValueOnce(new Promise(resolve => answerFirst = resolve))
    const opening = timeline.open()
    expect(ids()).toEqual(['1', '2'])
    story.timeline.mockReturnValueOnce(new Promise(resolve => answerNext = resolve))
    const reading = timeline.readOn()
    answerFirst(pageOf([noteOf('1')], { nextCursor: '2' }))
    await opening
    answerNext(pageOf([noteOf('3')], { nextCursor: '4' }))
    await reading
    expect(ids()).toEqual(['1'])
    expect(timeline.more).toEqual({ busy: false })
    await timeline.readOn()
    expect(ids()).toEqual(['1', '2'])
  })

  it('without an answer says why, and is read again', async () => {
    const { timeline, ids } = await open()
    story.timeline.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
    await timeline.open()
    expect(timeline.feed).toMatchObject({ status: 'failed', failure: { code: 'store_unavailable' } })
    await timeline.open()
    expect(ids()).toEqual(['wmA'])
  })
})

it('a note that is gone or changed is so in all that is shown', async () => {
  const { timeline, ids } = await open()
  await timeline.open()
  story.timeline.mockReturnValue(new Promise(() => {}))
  timeline.put('wmA', noteOf('wmA', { text: 'changed' }))
  expect(timeline.feed).toMatchObject({ data: { entries: [{ note: { text: 'changed' } }] } })
  expect(timeline.latest).toMatchObject({ data: { notes: [{ text: 'changed' }] } })
  timeline.drop('wmB', 'wmA')
  expect(ids()).toEqual(['wmA'])
  timeline.drop('wmA', 'wmA')
  expect(ids()).toEqual([])
})

it('one note is on top in all that is shown', async () => {
  const { timeline } = await open()
  const before = [noteOf('1', { pinned: true }), noteOf('2'), noteOf('3', { pinned: true, visibility: 'me' })]
  story.timeline.mockResolvedValueOnce(pageOf(before))
  await timeline.open()
  story.timeline.mockReturnValue(new Promise(() => {}))
  timeline.put('wmA', noteOf('2', { pinned: true }))
  const pinned = timeline.feed.status === 'ready' && timeline.feed.data.entries.map(({ note }) => note?.pinned)
  expect(pinned).toEqual([false, true, true])
})
