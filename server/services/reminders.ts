import { randomUUID } from 'node:crypto'
import { createDueReminders } from '../reminders/due-reminders.ts'
import { createReminders } from '../reminders/reminders.ts'
import { createReminderSender } from '../reminders/send-reminders.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import { sendCard } from '../wecom/api/reminder-card.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { AppConfig } from './config.ts'
import { useLog } from './log.ts'

/** Members read it in WeCom's chat, where the server does not know their language. */
const TITLE = '客户跟进提醒'

export interface ReminderServicesOptions {
  config: Pick<AppConfig, 'corpId' | 'agentId' | 'siteOrigins'>
  database: SqlDatabase
  wecom: WecomClient
  clock: Clock
}

/** Reminders, and their delivery. */
export function createReminderServices({ config, database, wecom, clock }: ReminderServicesOptions) {
  const { corpId, agentId, siteOrigins } = config
  return {
    ...createReminders({ database, corpId, now: clock.wall, newId: () => randomUUID().replaceAll('-', '') }),
    sender: createReminderSender({
      due: createDueReminders(database, corpId, clock.wall),
      send: ({ id, version, ownerUserId, text }) => sendCard(wecom, agentId, {
        userId: ownerUserId, taskId: `${id}-${version}`, title: TITLE, text, url: `${siteOrigins[0]}/`,
      }),
      clock,
      onFailure: error => useLog().warn({ error }, 'reminders are sent later'),
      onUndelivered: ({ id, ownerUserId }, error) => useLog().warn(
        { reminder: id, member: ownerUserId, error },
        'a reminder is not delivered: has the member left, or no access?',
      ),
    }),
  }
}
