import type { TimelineKind } from '#shared/timeline-kinds.ts'
import type { CustomerProfile } from '#shared/types/customer.ts'
import type { Note, NoteVersions } from '#shared/types/note.ts'
import type { Reminder } from '#shared/types/reminder.ts'
import type { TimelinePage } from '#shared/types/timeline.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { createKeyedResource, type ResourceState } from '~/browser/resource/keyed-resource'
import { withNote, withoutNote } from '~/browser/story/shown-notes'
import { createStoryApi } from '~/browser/story/story-api'
import { useApiRequest } from '~/composables/useApi'
import { useResume } from '~/composables/useResume'
import { useSelfHealing } from '~/composables/useSelfHealing'
import { useCustomerStore } from '~/stores/customer'

/** What happened with the customer on the screen. It loads after the profile, in a chunk of its own. */
export const useTimelineStore = defineStore('timeline', () => {
  const api = createStoryApi(useApiRequest())
  const customer = useCustomerStore()
  /** The newest entries, and the notes on top. */
  const latest = createKeyedResource<TimelinePage>((id, signal) => api.timeline(id, {}, signal))
  /** The whole timeline as far as it is read, by customer and kind. */
  const feed = createKeyedResource<TimelinePage>((key, signal) => {
    const { externalUserId, kind } = JSON.parse(key) as { externalUserId: string, kind?: TimelineKind }
    return api.timeline(externalUserId, { kind }, signal)
  })
  const kind = shallowRef<TimelineKind>()
  const more = shallowRef<{ busy: boolean, failure?: Failure }>({ busy: false })
  const versions = createKeyedResource<NoteVersions>((id, signal) =>
    api.noteVersions(shownId()!, id, signal))

  function shownId(): string | undefined {
    return latest.state.value.status === 'idle' ? undefined : latest.state.value.id
  }

  function clearFeed(): void {
    feed.clear()
    versions.clear()
    kind.value = undefined
  }

  function follow(shown: ResourceState<CustomerProfile>): void {
    if (shown.status !== 'ready') latest.clear()
    else void latest.show(shown.id)
  }

  /** Shows the timeline of the customer on the screen, from its beginning. */
  async function open(filter?: TimelineKind): Promise<void> {
    const externalUserId = shownId()
    if (!externalUserId) return
    kind.value = filter
    more.value = { busy: false }
    await feed.show(JSON.stringify({ externalUserId, kind: filter }))
  }

  /** Reads the next page. */
  async function readOn(): Promise<void> {
    const { value: shown } = feed.state
    const externalUserId = shownId()
    if (shown.status !== 'ready' || !externalUserId || !shown.data.nextCursor || more.value.busy) return
    const turn = more.value = { busy: true }
    const { nextCursor: cursor } = shown.data
    const outcome = await api.timeline(externalUserId, { kind: kind.value, cursor })
      .then(page => ({ page }), (error: unknown) => {
        if (!(error instanceof ApiError)) throw error
        return { failure: error.failure }
      })
    // Another timeline was opened since.
    if (more.value !== turn) return
    more.value = { busy: false, ...'failure' in outcome && { failure: outcome.failure } }
    const { value: now } = feed.state
    if (!('page' in outcome) || now.status !== 'ready' || now.id !== shown.id) return
    // The list began again while the page loaded: the pages between are not in it.
    if (now.data.nextCursor !== cursor) return
    const { entries, names, nextCursor } = outcome.page
    feed.put(now.id, {
      entries: [...now.data.entries, ...entries], names: { ...now.data.names, ...names }, nextCursor,
    })
  }

  /** @returns the ids of all that is shown about a customer, notes included */
  function noteIds(externalUserId: string): string[] {
    if (shownId() !== externalUserId) return []
    return [latest.state.value, feed.state.value].flatMap((shown) => {
      if (shown.status !== 'ready') return []
      const { entries, notes = [] } = shown.data
      return [...notes, ...entries].map(({ id }) => id)
    })
  }

  /** Changes what is shown at once, and then asks the server. */
  function amend(externalUserId: string, change: (page: TimelinePage) => TimelinePage): void {
    if (shownId() !== externalUserId) return
    versions.clear()
    const { value: top } = latest.state
    if (top.status === 'ready') latest.put(externalUserId, change(top.data))
    const { value: whole } = feed.state
    if (whole.status === 'ready') feed.put(whole.id, change(whole.data))
    void latest.refresh(externalUserId)
  }

  const put = (externalUserId: string, note: Note) => amend(externalUserId, page => withNote(page, note))
  const drop = (externalUserId: string, id: string) => amend(externalUserId, page => withoutNote(page, id))

  const changeReminders = (externalUserId: string, change: (reminders: readonly Reminder[]) => readonly Reminder[]) =>
    amend(externalUserId, page => page.reminders ? { ...page, reminders: [...change(page.reminders)] } : page)

  const failure = computed(() => 'failure' in latest.state.value ? latest.state.value.failure : undefined)
  const { retryIn } = useSelfHealing(() => failure.value, latest.refresh)
  useResume(() => void latest.bringUpToDate())

  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  watch(shownId, clearFeed, { flush: 'sync' })
  return {
    latest: latest.state, retryIn: computed(() => retryIn.value), refresh: latest.refresh,
    feed: feed.state, kind, more, open, readOn, close: clearFeed,
    versions: versions.state, readVersions: versions.show, noteIds, put, drop, amend,
    changeReminders,
  }
})
