import { createDueReminders } from '../../server/reminders/due-reminders.ts'
import { createReminderSender } from '../../server/reminders/send-reminders.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import { CORP } from './identity-world.ts'
import { realClock } from './manual-clock.ts'

/** Sends due reminders to an address until the process is killed. */
export interface ReminderTask {
  place: SqlDatabaseOptions
  url: string
}

const { place, url } = JSON.parse(process.argv[2]!) as ReminderTask
const fail = (error: unknown) => process.stderr.write(`${String(error)}\n`)

createReminderSender({
  due: createDueReminders(openSqlDatabase(place), CORP, Date.now),
  async send({ id, version, ownerUserId, text }) {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ id, version, ownerUserId, text }) })
    return answer.ok
  },
  clock: realClock,
  onFailure: fail,
  onSuccess: () => {},
  onUndelivered: (_reminder, error) => fail(error),
}).start()
