import { createAuditLog } from '../../server/audit/audit-log.ts'
import { createAuditKeys } from '../../server/audit/keys.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { entry, ROOTS } from './audit-entries.ts'
import type { AuditTask } from './audit-process.ts'

const { place, corpId, actor, rows, atOnce } = JSON.parse(process.argv[2]!) as AuditTask
const database = openSqlDatabase(place)
const log = createAuditLog({
  database,
  corpId,
  openKeys: createAuditKeys({ database, corpId, roots: ROOTS }),
  print: () => {},
  now: Date.now,
  onFailure: (error) => {
    throw error
  },
  onSuccess: () => {},
})
const reveal = (i: number) => entry({ action: 'reveal_mobiles', at: Date.now(), actor, subject: `wm${i}` })

for (let done = 0; done < rows; done += atOnce) {
  await log.before(...Array.from({ length: Math.min(atOnce, rows - done) }, (_, i) => reveal(done + i)))
  // A reader of this line knows that the rows are in the database.
  process.stdout.write(`${done + atOnce}\n`)
}
await log.settle()
await database.close()
