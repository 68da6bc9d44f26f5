import { createIdentities } from '../../server/identity/identities.ts'
import type { Observation } from '../../server/identity/observation.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'

/** Records the same observations many times, each time in another order and in other groups. */
export interface IdentityTask {
  place: SqlDatabaseOptions
  observations: Observation[]
  rounds: number
  /** Minimum duration in milliseconds, even if all rounds are done. */
  leastMs?: number
}

const { place, observations, rounds, leastMs = 0 } = JSON.parse(process.argv[2]!) as IdentityTask
const database = openSqlDatabase(place)
const identities = createIdentities(database, Date.now)

for (let round = 0; round < rounds || performance.now() < leastMs; round++) {
  const shuffled = observations.toSorted(() => Math.random() - 0.5)
  for (let start = 0; start < shuffled.length;) {
    const size = 1 + Math.floor(Math.random() * 20)
    await identities.record(shuffled.slice(start, start + size))
    start += size
  }
}
await database.close()
