import type { CustomerProfile } from '#shared/types/customer.ts'
import { createSessions } from '~/browser/edits/sessions'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { changesNote, type NoteCommand, type NoteText } from '~/browser/story/note-draft'
import { createNoteWriting, type NoteWriting } from '~/browser/story/note-writing'
import { createStoryApi } from '~/browser/story/story-api'
import { useApiRequest } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useDraftsStore } from '~/stores/drafts'
import { useTimelineStore } from '~/stores/timeline'

/** The notes that the member writes about the customer on the screen. What is typed returns with its customer. */
export const useNotesStore = defineStore('notes', () => {
  const api = createStoryApi(useApiRequest())
  const customer = useCustomerStore()
  const timeline = useTimelineStore()
  const drafts = useDraftsStore()
  const writing = shallowRef<NoteWriting>()
  const followed = new WeakSet<NoteWriting>()
  const sessions = createSessions(
    externalUserId => createNoteWriting({
      externalUserId,
      api,
      shownIds: () => timeline.noteIds(externalUserId),
      onNote: note => timeline.put(externalUserId, note),
      onGone: id => timeline.drop(externalUserId, id),
    }),
    ({ work: { value: { draft } } }) => !!draft && changesNote(draft),
  )

  function followDraft(session: NoteWriting): void {
    if (followed.has(session)) return
    followed.add(session)
    const { externalUserId, unsaved } = session
    drafts.follow<NoteText>({ place: { externalUserId, field: 'note' }, unsaved, offer: session.offer })
  }

  function follow(shown: ResourceState<CustomerProfile>): void {
    if (shown.status === 'idle') return
    if (writing.value?.externalUserId !== shown.id) {
      writing.value = sessions.of(shown.id)
      writing.value.reopen()
    }
    if (shown.status === 'ready') followDraft(writing.value)
  }

  useUnsavedWork().register(sessions.areUnsaved)
  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  return {
    externalUserId: computed(() => writing.value?.externalUserId),
    work: computed(() => writing.value?.work.value ?? {}),
    run: async (command: NoteCommand) => await writing.value?.run(command),
  }
})
