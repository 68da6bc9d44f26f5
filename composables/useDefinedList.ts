import type { KeptDraft, MemberDraft } from '#shared/types/draft.ts'
import { ApiError } from '~/browser/api/api-error'
import type { DraftPlace } from '~/browser/drafts/draft-place'
import type { Draft } from '~/browser/drafts/follow-draft'
import type { Failure } from '~/browser/failure'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

export interface DefinedListOptions<Item, New> {
  /** The store of what is typed and not saved. */
  drafts: {
    look: (places: [DraftPlace, KeptDraft | undefined][]) => Promise<void> | undefined
    follow: (draft: Draft<{ before: Item[], after: New[] }>) => void
  }
  place: MemberDraft
  /** With the draft that the server has. */
  read: (signal: AbortSignal) => Promise<{ items: Item[], draft?: KeptDraft }>
  /** Rejects with `edit_conflict` when the list is not `before` any more. */
  write: (edit: { before: Item[], after: New[] }) => Promise<Item[]>
  /** @returns an item as it is sent */
  clean: (item: New) => New
}

/** A list of the company while an admin defines it. An item without an id is new. */
export function useDefinedList<Item extends New, New>(options: DefinedListOptions<Item, New>) {
  const { drafts, place, read, write, clean } = options
  let isFollowed = false
  const stored = createKeyedResource<Item[]>(async (_, signal) => {
    const { items, draft } = await read(signal)
    if (!isFollowed) await drafts.look([[place, draft]])
    return items
  })
  /** What the admin wants, and the list that they saw; absent: as stored. */
  const draft = shallowRef<{ before: Item[], after: New[] }>()
  /** Whether the draft is from an earlier page. */
  const isKept = shallowRef(false)
  const saving = shallowRef(false)
  const saved = shallowRef(false)
  const failure = shallowRef<Failure>()
  const shown = computed(() => stored.state.value.status === 'ready' ? stored.state.value.data : [])

  function change(after: New[]): void {
    saved.value = false
    draft.value = { before: draft.value?.before ?? shown.value, after }
  }

  /** From now on the draft changes the list as it is now. */
  function rebase(): void {
    if (draft.value) draft.value = { ...draft.value, before: shown.value }
  }

  async function save(): Promise<void> {
    if (!draft.value || saving.value) return
    const { before, after } = draft.value
    saving.value = true
    failure.value = undefined
    try {
      stored.put('all', await write({ before, after: after.map(clean) }))
      if (draft.value?.after === after) discard()
      rebase()
      saved.value = true
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      failure.value = error.failure
      // Another admin has changed them: theirs are shown when this draft is dropped.
      if (error.failure.code === 'edit_conflict') {
        await stored.refresh()
        rebase()
      }
    }
    finally {
      saving.value = false
    }
  }

  function discard(): void {
    draft.value = failure.value = undefined
    isKept.value = false
  }

  function followDraft(): void {
    if (isFollowed) return
    isFollowed = true
    drafts.follow({
      place,
      unsaved: () => draft.value,
      offer(kept) {
        isKept.value = !draft.value
        draft.value ??= kept
      },
    })
  }

  async function load(): Promise<void> {
    await stored.show('all')
    if (stored.state.value.status === 'ready') followDraft()
  }

  useUnsavedWork().register(() => !!draft.value)
  return {
    state: stored.state, items: computed((): New[] => draft.value?.after ?? shown.value),
    isChanged: computed(() => !!draft.value), isKept, saving, saved, failure, load, change, save, discard,
  }
}
