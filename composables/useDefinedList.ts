import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

export interface DefinedListOptions<Item, New> {
  read: (signal: AbortSignal) => Promise<Item[]>
  /** Rejects with `edit_conflict` when the list is not `before` any more. */
  write: (edit: { before: Item[], after: New[] }) => Promise<Item[]>
  /** @returns an item as it is sent */
  clean: (item: New) => New
}

/** A list of the company while an admin defines it. An item without an id is new. */
export function useDefinedList<Item extends New, New>({ read, write, clean }: DefinedListOptions<Item, New>) {
  const stored = createKeyedResource<Item[]>((_, signal) => read(signal))
  /** What the admin wants; absent: as stored. */
  const draft = shallowRef<New[]>()
  const saving = shallowRef(false)
  const saved = shallowRef(false)
  const failure = shallowRef<Failure>()
  const before = computed(() => stored.state.value.status === 'ready' ? stored.state.value.data : [])

  function change(items: New[]): void {
    saved.value = false
    draft.value = items
  }

  async function save(): Promise<void> {
    if (!draft.value || saving.value) return
    const sent = draft.value
    saving.value = true
    failure.value = undefined
    try {
      stored.put('all', await write({ before: before.value, after: sent.map(clean) }))
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
    state: stored.state, items: computed((): New[] => draft.value ?? before.value),
    isChanged: computed(() => !!draft.value), saving, saved, failure,
    load: () => stored.show('all'), change, save, discard,
  }
}
