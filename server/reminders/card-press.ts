import type { CardPress } from '../wecom/callback/event.ts'

const HOUR_MS = 60 * 60_000
/** Times that need no time zone: the server does not know that of the member. */
const SNOOZE_MS: ReadonlyMap<string, number> = new Map([['hour', HOUR_MS], ['day', 24 * HOUR_MS]])
/** A press whose time is further off than this is not answered: its time would decide when the reminder is due. */
const FARTHEST_MS = 24 * HOUR_MS
const TASK = /^([0-9a-f]{32})-([1-9]\d{0,8})$/

/** The buttons of a reminder's card, in their order. */
export const CARD_KEYS = ['done', 'hour', 'day'] as const

/** What a member wants with a reminder, in the version whose card they pressed. The same for each repeat in time. */
export type AskedChange = { id: string, version: number } & ({ kind: 'finish' } | { kind: 'snooze', dueAt: number })

/** @returns the task id of the card of a reminder: another one after each snooze */
export function taskIdOf({ id, version }: { id: string, version: number }): string {
  return `${id}-${version}`
}

/**
 * @param now milliseconds since 1970: a reminder is not snoozed into the past
 * @returns undefined when the card is not one of a reminder, or the press is not one of these days
 */
export function readCardPress(
  { taskId, key, at }: Pick<CardPress, 'taskId' | 'key' | 'at'>, now: number,
): AskedChange | undefined {
  const [, id, version] = TASK.exec(taskId) ?? []
  const pressedAt = at * 1_000
  if (!id || !(Math.abs(now - pressedAt) <= FARTHEST_MS)) return undefined
  const seen = { id, version: Number(version) }
  if (key === 'done') return { ...seen, kind: 'finish' }
  const snoozeMs = SNOOZE_MS.get(key)
  return snoozeMs === undefined ? undefined : { ...seen, kind: 'snooze', dueAt: Math.max(now, pressedAt + snoozeMs) }
}
