import type { Reminder } from '#shared/types/reminder.ts'
import { createChanging } from '~/browser/reminders/change-reminders'
import { createRemindersApi } from '~/browser/reminders/reminders-api'
import { withoutReminder, withReminder } from '~/browser/reminders/shown-reminders'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApiRequest } from '~/composables/useApi'
import { useResume } from '~/composables/useResume'
import { useSelfHealing } from '~/composables/useSelfHealing'
import { useTimelineStore } from '~/stores/timeline'

const MINE = 'mine'
type TimelineState = ReturnType<typeof useTimelineStore>['latest']

/** The member's open reminders about all customers, on the workbench. */
export const useMyRemindersStore = defineStore('my-reminders', () => {
  const api = createRemindersApi(useApiRequest())
  const timeline = useTimelineStore()
  const mine = createKeyedResource<Reminder[]>(async (_, signal) => (await api.mine(signal)).reminders)

  function amend(change: (reminders: readonly Reminder[]) => Reminder[]): void {
    const { value: shown } = mine.state
    if (shown.status === 'ready') mine.put(MINE, change(shown.data))
  }

  const changing = createChanging({
    api,
    onReminder(reminder) {
      amend(reminders => withReminder(reminders, reminder))
      timeline.changeReminders(reminder.externalUserId, reminders => withReminder(reminders, reminder))
    },
    onGone({ externalUserId, id }) {
      amend(reminders => withoutReminder(reminders, id))
      timeline.changeReminders(externalUserId, reminders => withoutReminder(reminders, id))
    },
    onOld: () => void mine.refresh(),
  })

  /** A wide window shows the list and one customer side by side: what changes there, changes here. */
  function follow(now: TimelineState, before: TimelineState): void {
    if (now.status !== 'ready' || before.status !== 'ready' || now.id !== before.id) return
    const old = new Set(before.data.reminders?.map(({ id }) => id))
    const { reminders: shown = [] } = now.data
    amend(reminders => shown.reduce(withReminder, reminders.filter(({ id }) => !old.has(id))))
  }
  watch(() => timeline.latest, follow, { flush: 'sync' })

  /** Loads them; those that are shown already stay visible meanwhile. */
  async function load(): Promise<void> {
    changing.offer()
    if (mine.state.value.status === 'ready') await mine.refresh()
    else await mine.show(MINE)
  }

  const failure = computed(() => 'failure' in mine.state.value ? mine.state.value.failure : undefined)
  const { retryIn } = useSelfHealing(() => failure.value, mine.refresh)
  useResume(() => void mine.bringUpToDate())

  return {
    state: mine.state, retryIn: computed(() => retryIn.value), load,
    work: changing.work, run: changing.run,
  }
})
