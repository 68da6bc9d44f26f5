import * as v from 'valibot'
import { LONGEST_PAGE_MS, PAGE_MOMENTS } from '#shared/page-speed.ts'
import type { PageMoment, PageTimes } from '#shared/page-speed.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'

/** How long members have waited. All processes of a store share it. It holds no id of a person. */
export interface PageSpeed {
  /** Adds one page. */
  note(times: PageTimes): void
  /** Of the last 24 hours; undefined when no page was measured. @throws {AppError} store_unavailable */
  read(): Promise<SpeedOfDay | undefined>
}

/** Milliseconds that half of the pages, and 95 % of them, needed at most. */
export type Percentiles = { p50: number, p95: number }

export type SpeedOfDay = { pages: number } & Record<PageMoment, Percentiles>

const HOUR_MS = 60 * 60_000
const HOURS = 24
/** How long a process gathers pages before it writes them: many pages at once are one write. */
const WRITE_AFTER_MS = 1_000
/** The bounds of the counted intervals, milliseconds. Each is a tenth more than the one before. */
const BOUNDS = Array.from({ length: 1 + Math.ceil(Math.log(LONGEST_PAGE_MS / 10) / Math.log(1.1)) }, (_, i) =>
  Math.round(10 * 1.1 ** i))

/** How many pages are in each interval. */
const counts = v.array(v.number())
const stored = v.object(Object.fromEntries(PAGE_MOMENTS.map(moment => [moment, counts])) as
  Record<PageMoment, typeof counts>)
type Counts = v.InferOutput<typeof stored>

export function createPageSpeed(vault: Vault, { wall: now, sleep }: Pick<Clock, 'wall' | 'sleep'>): PageSpeed {
  const hourNow = () => Math.floor(now() / HOUR_MS)
  const slotOf = (hour: number) => vault.slot(`page-speed:${hour}`, stored, (HOURS + 1) * HOUR_MS)
  let waiting: PageTimes[] | undefined

  async function write(): Promise<void> {
    const pages = waiting ?? []
    waiting = undefined
    const slot = slotOf(hourNow())
    await slot.set(sum([await slot.get() ?? none(), ...pages.map(countsOf)]))
  }

  return {
    note(times) {
      if (waiting) return void waiting.push(times)
      waiting = [times]
      void sleep(WRITE_AFTER_MS).then(write).catch(() => {})
    },
    async read() {
      const hours = Array.from({ length: HOURS }, (_, i) => slotOf(hourNow() - i).get())
      const day = sum((await Promise.all(hours)).filter(hour => hour !== undefined))
      const pages = day.painted.reduce((all, count) => all + count, 0)
      if (pages === 0) return
      const percentiles = PAGE_MOMENTS.map(moment =>
        [moment, { p50: percentile(day[moment], 0.5), p95: percentile(day[moment], 0.95) }])
      return { pages, ...Object.fromEntries(percentiles) as Record<PageMoment, Percentiles> }
    },
  }
}

const none = () => Object.fromEntries(PAGE_MOMENTS.map(moment => [moment, BOUNDS.map(() => 0)])) as Counts

function countsOf(times: PageTimes): Counts {
  const one = none()
  for (const moment of PAGE_MOMENTS) one[moment][BOUNDS.findIndex(bound => times[moment] <= bound)]! += 1
  return one
}

function sum(all: Counts[]): Counts {
  return all.reduce((total, one) => {
    for (const moment of PAGE_MOMENTS) one[moment].forEach((count, i) => total[moment][i]! += count)
    return total
  }, none())
}

function percentile(intervals: number[], share: number): number {
  let left = share * intervals.reduce((all, count) => all + count, 0)
  return BOUNDS[intervals.findIndex(count => (left -= count) <= 0)]!
}
