import type { CustomerProfile } from '#shared/types/customer.ts'
import type { Reminder } from '#shared/types/reminder.ts'
import { createSessions } from '~/browser/edits/sessions'
import type { ReminderCommand, ReminderText, ReminderWork } from '~/browser/reminders/reminder-work'
import { createReminderWriting, type ReminderWriting } from '~/browser/reminders/reminder-writing'
import { createRemindersApi } from '~/browser/reminders/reminders-api'
import { withoutReminder, withReminder } from '~/browser/reminders/shown-reminders'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { useApiRequest } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useDraftsStore } from '~/stores/drafts'
import { useTimelineStore } from '~/stores/timeline'

/** The member's reminders about the customer on the screen. They come with the timeline. */
export const useRemindersStore = defineStore('reminders', () => {
  const api = createRemindersApi(useApiRequest())
  const customer = useCustomerStore()
  const timeline = useTimelineStore()
  const drafts = useDraftsStore()
  const writing = shallowRef<ReminderWriting>()
  const followed = new WeakSet<ReminderWriting>()

  const shownOf = (externalUserId: string): Reminder[] => {
    const { latest } = timeline
    return latest.status === 'ready' && latest.id === externalUserId ? latest.data.reminders ?? [] : []
  }
  const put = (externalUserId: string, reminder: Reminder) =>
    timeline.changeReminders(externalUserId, reminders => withReminder(reminders, reminder))

  const sessions = createSessions(
    externalUserId => createReminderWriting({
      externalUserId,
      api,
      shownIds: () => shownOf(externalUserId).map(({ id }) => id),
      onReminder: reminder => put(externalUserId, reminder),
      onGone: ({ id }) => timeline.changeReminders(externalUserId, reminders => withoutReminder(reminders, id)),
      onOld: () => timeline.changeReminders(externalUserId, reminders => reminders),
    }),
    session => !!session.work.value.draft?.text.trim(),
  )

  function followDraft(session: ReminderWriting): void {
    if (followed.has(session)) return
    followed.add(session)
    const { externalUserId, unsaved, offer } = session
    drafts.follow<ReminderText>({ place: { externalUserId, field: 'reminder' }, unsaved, offer })
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
    /** The earliest first. */
    shown: computed(() => writing.value ? shownOf(writing.value.externalUserId) : []),
    work: computed((): ReminderWork => writing.value?.work.value ?? {}),
    run: async (command: ReminderCommand) => await writing.value?.run(command),
  }
})
