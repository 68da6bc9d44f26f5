import { REMINDER_LIMITS } from '#shared/limits.ts'

/** When a member wants to be reminded. `own`: a time of their own. */
export const DUE_CHOICES = ['tomorrow', 'threeDays', 'nextMonday', 'own'] as const
export type DueChoice = typeof DUE_CHOICES[number]

/** As it is chosen in a form. */
export interface Due {
  choice: DueChoice
  /** Of the choice `own`: the value of an input of the type datetime-local, in the member's time zone. */
  own: string
}

const HOUR = 9
const MONDAY = 1

/** Most reminders are for the next day. */
export const FIRST_DUE: Due = { choice: 'tomorrow', own: '' }

const DAYS: Record<Exclude<DueChoice, 'own'>, (weekday: number) => number> = {
  tomorrow: () => 1,
  threeDays: () => 3,
  // Never today; on a Sunday it is tomorrow.
  nextMonday: weekday => (7 + MONDAY - weekday) % 7 || 7,
}

/**
 * @param now in the member's time zone
 * @returns undefined when the time is not typed yet, past, or too far ahead
 */
export function dueAtOf({ choice, own }: Due, now: Date): Date | undefined {
  if (choice !== 'own') {
    // By the calendar, not by hours: a day with a change of the clocks is shorter or longer.
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + DAYS[choice](now.getDay()), HOUR)
  }
  const ahead = new Date(own).getTime() - now.getTime()
  return ahead > 0 && ahead <= REMINDER_LIMITS.aheadMs ? new Date(own) : undefined
}

/** @returns a moment as the value of an input of the type datetime-local, in the member's time zone */
export function inputValueOf(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-')
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}
