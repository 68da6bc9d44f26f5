import type { H3Event } from 'h3'
import { hasCode } from '../errors/app-error.ts'
import { readCardPress } from '../reminders/card-press.ts'
import type { CardOutcome } from '../services/reminders.ts'
import { useServices } from '../services/services.ts'
import type { CardPress } from '../wecom/callback/event.ts'
import { recordCard } from './audit.ts'

/**
 * Does what a member has asked for on the card of their reminder, and shows it there. WeCom says who has pressed, and
 * the message is signed. A repeat of the event changes nothing.
 *
 * @throws {AppError | UpstreamUnavailableError | UpstreamRefusedError} store_unavailable, or WeCom did not say whether
 *   the member still has the customer: WeCom sends the event again
 */
export async function answerCard(event: H3Event, press: CardPress): Promise<void> {
  const outcome = await change(event, press).catch((error: unknown): CardOutcome => {
    if (hasCode(error, 'reminder_not_found') || hasCode(error, 'customer_not_found')) return 'gone'
    if (hasCode(error, 'edit_conflict')) return 'changed'
    throw error
  })
  if (outcome) useServices().reminders.showOutcome(press, outcome)
}

/** @returns undefined when the card is not one of a reminder */
async function change(event: H3Event, press: CardPress): Promise<CardOutcome | undefined> {
  const { customers, reminders } = useServices()
  const asked = readCardPress(press, Date.now())
  if (!asked) return undefined
  const { userId } = press
  const place = await reminders.placeOf(userId, asked.id)
  if (!place) return 'gone'
  const { externalUserId } = place
  if (asked.kind === 'finish') {
    await recordCard(event, 'finish_reminder', { userId, externalUserId }, alongside =>
      reminders.finish(userId, { ...place, version: asked.version }, alongside))
    return 'done'
  }
  await customers.requireAccess(userId, externalUserId)
  await recordCard(event, 'snooze_reminder', { userId, externalUserId }, alongside =>
    reminders.snooze(userId, place, asked, alongside))
  return 'snoozed'
}
