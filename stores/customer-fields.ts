import type { CustomerFields } from '#shared/types/field.ts'
import { createSessions } from '~/browser/edits/sessions'
import {
  createFieldEditing, type FieldCommand, type FieldDraft, type FieldEditing, type FieldWork,
} from '~/browser/fields/field-editing'
import { createFieldsApi } from '~/browser/fields/fields-api'
import { useApiRequest } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useDraftsStore } from '~/stores/drafts'
import { useTimelineStore } from '~/stores/timeline'

/** The company's fields of the customer on the screen. They come with the timeline. */
export const useCustomerFieldsStore = defineStore('customer-fields', () => {
  const api = createFieldsApi(useApiRequest())
  const timeline = useTimelineStore()
  const drafts = useDraftsStore()
  const followed = new WeakSet<FieldEditing>()
  const editing = shallowRef<FieldEditing>()

  const fieldsOf = (externalUserId?: string): CustomerFields | undefined => {
    const { latest } = timeline
    return latest.status === 'ready' && latest.id === externalUserId ? latest.data.ownFields : undefined
  }

  const sessions = createSessions(
    externalUserId => createFieldEditing({
      externalUserId,
      api,
      values: () => fieldsOf(externalUserId)?.values,
      onFields: ownFields => timeline.amend(externalUserId, page => ({ ...page, ownFields })),
      readAgain: async () => void await timeline.refresh(externalUserId),
    }),
    session => !!session.unsaved(),
  )

  /** An admin may have removed a field since. */
  function offer({ externalUserId, offer }: FieldEditing, kept: Readonly<Record<string, FieldDraft>>): void {
    const ids = fieldsOf(externalUserId)?.fields.map(({ id }) => id) ?? []
    offer(Object.fromEntries(Object.entries(kept).filter(([id]) => ids.includes(id))))
  }

  function followDraft(session: FieldEditing): void {
    if (followed.has(session)) return
    followed.add(session)
    const { externalUserId, unsaved } = session
    drafts.follow({
      place: { externalUserId, field: 'ownFields' }, unsaved, offer: kept => kept && offer(session, kept),
    })
  }

  function follow(externalUserId?: string): void {
    if (externalUserId === undefined || editing.value?.externalUserId === externalUserId) return
    editing.value = sessions.of(externalUserId)
    editing.value.reopen()
  }

  /** With the values that are being saved. */
  const shown = computed((): CustomerFields | undefined => {
    const fields = fieldsOf(editing.value?.externalUserId)
    if (!fields || !editing.value) return fields
    const { saving } = editing.value.work.value
    const others = Object.entries(fields.values).filter(([id]) => !(id in saving))
    const changed = Object.entries(saving)
      .flatMap(([id, { after }]) => after === undefined ? [] : [[id, after] as const])
    return { ...fields, values: Object.fromEntries([...others, ...changed]) }
  })

  useUnsavedWork().register(sessions.areUnsaved)
  watch(() => timeline.latest.status === 'idle' ? undefined : timeline.latest.id, follow, {
    flush: 'sync', immediate: true,
  })
  watch(() => shown.value && editing.value, session => session && followDraft(session), {
    flush: 'sync', immediate: true,
  })
  return {
    shown,
    work: computed((): FieldWork => editing.value?.work.value ?? { drafts: {}, saving: {}, failures: {} }),
    run: async (command: FieldCommand) => await editing.value?.run(command),
  }
})
