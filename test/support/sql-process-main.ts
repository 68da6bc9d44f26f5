import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlTask } from './sql-process.ts'

const { place, increments } = JSON.parse(process.argv[2]!) as SqlTask
const database = openSqlDatabase(place)

const migrations = await database.run(query => query.selectFrom('schemaMigration').select('name').execute())
for (let i = 0; i < increments; i++) {
  await database.run(query => query.transaction().execute(async (transaction) => {
    const { lastSeenAt } = await transaction
      .selectFrom('identityLink')
      .select('lastSeenAt')
      .$if(Boolean(place.databaseUrl), query => query.forUpdate())
      .executeTakeFirstOrThrow()
    await transaction.updateTable('identityLink').set({ lastSeenAt: lastSeenAt + 1 }).execute()
  }))
}
await database.close()
process.stdout.write(JSON.stringify(migrations.map(({ name }) => name)))
