import { REMINDER_TEXTS, type ReminderTexts } from '~/i18n/reminder-texts'
import { useMessages } from './useMessages'

/** The texts of reminders in the page's language. */
export function useReminderTexts(): Readonly<Ref<ReminderTexts>> {
  const { locale } = useMessages()
  return computed(() => REMINDER_TEXTS[locale.value])
}
