const ZONE = 'Asia/Shanghai'
const DAY_MS = 86_400_000

const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE })
const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: ZONE })

/** Words for the days before today. */
export interface DayWords { today: string, yesterday: string }

/** The day of a time as people write it. @param at Unix milliseconds */
export function dayOf(at: number, now: number, words: DayWords): string {
  const date = day.format(at)
  if (date === day.format(now)) return words.today
  if (date === day.format(now - DAY_MS)) return words.yesterday
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  const short = `${month}/${dayOfMonth}`
  return year === Number(day.format(now).slice(0, 4)) ? short : `${year}/${short}`
}

/** The time in a list of chats: of today the clock, else the day. */
export function shortTime(at: number, now: number, words: DayWords): string {
  return day.format(at) === day.format(now) ? clock.format(at) : dayOf(at, now, words)
}

/** Hours and minutes. */
export function clockTime(at: number): string {
  return clock.format(at)
}

/** Whether both times are on one day. */
export function isSameDay(one: number, other: number): boolean {
  return day.format(one) === day.format(other)
}
