// Records a sign-out every few milliseconds until it is killed, and prints the time of each.
import { setTimeout as sleep } from 'node:timers/promises'
import { createAuditLog } from '../../server/audit/audit-log.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import { entry, openTestAudit } from '../../test/support/audit-entries.ts'

const PAUSE_MS = 2
const { place, corpId } = JSON.parse(process.argv[2]!) as { place: SqlDatabaseOptions, corpId: string }
const database = openSqlDatabase(place)
const log = createAuditLog({
  database,
  corpId,
  openKeys: openTestAudit(database, corpId).openKeys,
  print: () => {},
  now: Date.now,
  onFailure: (error) => {
    throw error
  },
  onSuccess: () => {},
})
for (;;) {
  const at = Date.now()
  log.soon(entry({ action: 'sign_out', at }))
  process.stdout.write(`${at}\n`)
  await sleep(PAUSE_MS)
}
