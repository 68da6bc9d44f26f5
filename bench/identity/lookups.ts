import { setTimeout as sleep } from 'node:timers/promises'
import { createIdentities } from '../../server/identity/identities.ts'
import type { SqlDatabase } from '../../server/storage/sql/sql-database.ts'

const EVERY_MS = 20

interface LookupTimes {
  count: number
  /** How many of them found somebody. */
  found: number
  /** What 99 of 100 took at most, milliseconds. */
  p99: number
}

/** Asks for people by unionid, one after another, as a server does. */
export function startLookups(database: SqlDatabase, randomUnionId: () => string) {
  const identities = createIdentities(database, Date.now)
  const took: number[] = []
  let [working, found] = [true, 0]
  const work = (async () => {
    while (working) {
      const unionId = randomUnionId()
      // From when it is due: a request waits for a busy process before it is even read.
      const due = performance.now() + EVERY_MS
      await sleep(EVERY_MS)
      const [person] = await identities.people([{ openPlatform: 'main', unionId }])
      took.push(performance.now() - due)
      if (person) found++
    }
  })()
  return {
    async stop(): Promise<LookupTimes> {
      working = false
      await work
      took.sort((a, b) => a - b)
      return { count: took.length, found, p99: took[Math.floor(took.length * 0.99)] ?? 0 }
    },
  }
}
