import type { CardPress } from '../wecom/callback/event.ts'

const HOUR_MS = 60 * 60_000
/** Times that need no time zone: the server does not know that of the member. */
const SNOOZE_MS: ReadonlyMap<string, number> = new Map([['hour', HOUR_MS], ['day', 24 * HOUR_MS]])
const TASK = /^([0-9a-f]{32})-([1-9]\d{0,8})$/

/** The buttons of a reminder's card, in their order. */
export const CARD_KEYS = ['done', 'hour', 'day'] as const

/** What a member wants with a reminder. The same for each repeat of the event. */
export type AskedChange = { id: string } & ({ kind: 'finish' } | { kind: 'snooze', version: number, dueAt: number })

/** @returns the task id of the card of a reminder: another one after each snooze */
export function taskIdOf({ id, version }: { id: string, version: number }): string {
  return `${id}-${version}`
}

/** @returns undefined when the card is not one of a reminder */
export function readCardPress({ taskId, key, at }: Pick<CardPress, 'taskId' | 'key' | 'at'>): AskedChange | undefined {
  const [, id, version] = TASK.exec(taskId) ?? []
  if (!id) return undefined
  if (key === 'done') return { id, kind: 'finish' }
  const snoozeMs = SNOOZE_MS.get(key)
  if (snoozeMs === undefined) return undefined
  return { id, kind: 'snooze', version: Number(version), dueAt: at * 1_000 + snoozeMs }
}
