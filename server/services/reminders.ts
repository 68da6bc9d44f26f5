import { randomUUID } from 'node:crypto'
import type { Changes } from '../customer/changes.ts'
import type { CustomerSource } from '../customer/customer-source.ts'
import { createHourly } from '../jobs/hourly.ts'
import { createLeases } from '../jobs/lease.ts'
import { createOutageLog } from '../jobs/outage-log.ts'
import { CARD_KEYS, taskIdOf } from '../reminders/card-press.ts'
import { createDueReminders } from '../reminders/due-reminders.ts'
import { createRemindOfQuiet } from '../reminders/quiet-customers.ts'
import { createReminders } from '../reminders/reminders.ts'
import { createReminderSender } from '../reminders/send-reminders.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { QuietPeople } from '../story/quiet-people.ts'
import type { Clock } from '../upstream/clock.ts'
import { closeCard, sendCard } from '../wecom/api/reminder-card.ts'
import type { CardPress } from '../wecom/callback/event.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { AppConfig } from './config.ts'
import { useLog } from './log.ts'

/** Members read these in WeCom's chat, where the server does not know their language: they are Chinese, as WeCom is. */
const CARD = {
  title: '客户跟进提醒',
  buttons: { done: '完成', hour: '1 小时后', day: '明天此时' },
  quiet: (days: number) => `已 ${days} 天未联系客户`,
  outcomes: { done: '已完成', snoozed: '已推迟', gone: '提醒已失效', changed: '提醒已更新' },
}

/** What became of a press on a card: `gone`, the reminder was deleted; `changed`, it was snoozed since. */
export type CardOutcome = keyof typeof CARD.outcomes

export interface ReminderServicesOptions {
  config: Pick<AppConfig, 'corpId' | 'agentId' | 'siteOrigins' | 'callbackToken'>
  database: SqlDatabase
  wecom: WecomClient
  source: Pick<CustomerSource, 'recent'>
  quietPeople: QuietPeople
  changes: Pick<Changes, 'announce'>
  clock: Clock
}

/** Reminders, and their delivery. */
export function createReminderServices(options: ReminderServicesOptions) {
  const { config, database, wecom, source, quietPeople, changes, clock } = options
  const { corpId, agentId, siteOrigins, callbackToken } = config
  const buttons = callbackToken ? CARD_KEYS.map(key => ({ key, text: CARD.buttons[key] })) : []
  const written = {
    database,
    corpId,
    now: clock.wall,
    newId: () => randomUUID().replaceAll('-', ''),
    changed: (externalUserId: string) => changes.announce({ kind: 'story', externalUserId }),
  }
  const remindOfQuiet = createRemindOfQuiet({
    ...written,
    people: quietPeople,
    leases: createLeases(database, `quiet-customers ${corpId}`, clock),
    followersOf: async externalUserId => (await source.recent(externalUserId)).followUsers,
    textOf: CARD.quiet,
  })
  return {
    ...createReminders(written),
    /** Tells members of customers without contact for long. */
    quiet: createHourly({
      async work() {
        const count = await remindOfQuiet()
        if (count > 0) useLog().info({ count }, 'members are reminded of customers without contact')
      },
      onFailure: error => useLog().warn({ error }, 'members are reminded of customers without contact later'),
    }),
    /** Shows on the card what became of a press. In the background: the card is only a picture of the reminder. */
    showOutcome(press: Pick<CardPress, 'userId' | 'responseCode'>, outcome: CardOutcome): void {
      closeCard(wecom, agentId, press, CARD.outcomes[outcome])
        .catch((error: unknown) => useLog().warn({ error }, 'the card of a reminder keeps its buttons'))
    },
    sender: createReminderSender({
      due: createDueReminders(database, corpId, clock.wall),
      send: ({ id, version, ownerUserId, subjectId, text }) => sendCard(wecom, agentId, {
        userId: ownerUserId,
        taskId: taskIdOf({ id, version }),
        title: CARD.title,
        text,
        url: `${siteOrigins[0]}/?customer=${encodeURIComponent(subjectId)}`,
        buttons,
      }),
      clock,
      ...createOutageLog({
        log: useLog(), clock, failing: 'reminders are sent later', working: 'reminders are sent again',
      }),
      onUndelivered: ({ id, ownerUserId }, error) => useLog().warn(
        { reminder: id, member: ownerUserId, error },
        'a reminder is not delivered: has the member left, or no access?',
      ),
    }),
  }
}
