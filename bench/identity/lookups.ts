import { setTimeout as sleep } from 'node:timers/promises'
import { createIdentities } from '../../server/identity/identities.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'

const EVERY_MS = 20

/** Asks for people by unionid, one after another, as a server does while another process syncs. */
export function startLookups(place: SqlDatabaseOptions, randomUnionId: () => string) {
  const database = openSqlDatabase(place)
  const identities = createIdentities(database, Date.now)
  const took: number[] = []
  let [working, found] = [true, 0]
  const work = (async () => {
    while (working) {
      const unionId = randomUnionId()
      const began = performance.now()
      const [person] = await identities.people([{ openPlatform: 'main', unionId }])
      took.push(performance.now() - began)
      if (person) found++
      await sleep(EVERY_MS)
    }
  })()
  return {
    /** @returns how many there were, how many people they found, and the milliseconds that 99 of 100 took at most */
    async stop() {
      working = false
      await work
      await database.close()
      took.sort((a, b) => a - b)
      return { lookups: took.length, found, p99: took[Math.floor(took.length * 0.99)] ?? 0 }
    },
  }
}
