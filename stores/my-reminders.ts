import type { Reminder } from '#shared/types/reminder.ts'
import { createChanging } from '~/browser/reminders/change-reminders'
import { createRemindersApi } from '~/browser/reminders/reminders-api'
import { withoutReminder, withReminder } from '~/browser/reminders/shown-reminders'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApiRequest } from '~/composables/useApi'
import { useResume } from '~/composables/useResume'
import { useSelfHealing } from '~/composables/useSelfHealing'

const MINE = 'mine'

/** The member's open reminders about all customers, on the workbench. */
export const useMyRemindersStore = defineStore('my-reminders', () => {
  const api = createRemindersApi(useApiRequest())
  const mine = createKeyedResource<Reminder[]>(async (_, signal) => (await api.mine(signal)).reminders)

  function amend(change: (reminders: readonly Reminder[]) => Reminder[]): void {
    const { value: shown } = mine.state
    if (shown.status === 'ready') mine.put(MINE, change(shown.data))
  }

  const changing = createChanging({
    api,
    onReminder: reminder => amend(reminders => withReminder(reminders, reminder)),
    onGone: ({ id }) => amend(reminders => withoutReminder(reminders, id)),
    onOld: () => void mine.refresh(),
  })

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
