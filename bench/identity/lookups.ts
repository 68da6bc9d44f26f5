import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { createIdentities } from '../../server/identity/identities.ts'
import type { SqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { percentile } from '../percentile.ts'

const EVERY_MS = 20

interface LookupTimes {
  count: number
  /** How many of them found a person. */
  found: number
  /** 99th percentile, milliseconds. */
  p99: number
  /** The same for an empty query in between: the time this machine needs to run a waiting process. */
  emptyP99: number
}

/** Looks up people by unionid, one after another, as a server does. */
export function startLookups(database: SqlDatabase, randomUnionId: () => string) {
  const identities = createIdentities(database, Date.now)
  const took: number[] = []
  const tookEmpty: number[] = []
  let [working, found] = [true, 0]

  /** @returns milliseconds since the planned time, because a request also waits for a busy process */
  async function time(question: () => Promise<void>): Promise<number> {
    const due = performance.now() + EVERY_MS
    await sleep(EVERY_MS)
    await question()
    return performance.now() - due
  }
  const work = (async () => {
    while (working) {
      const unionId = randomUnionId()
      took.push(await time(async () => {
        const [person] = await identities.people([{ openPlatform: 'main', unionId }])
        if (person) found++
      }))
      tookEmpty.push(await time(async () => void await database.run(query => sql`select 1`.execute(query))))
    }
  })()
  return {
    async stop(): Promise<LookupTimes> {
      working = false
      await work
      return { count: took.length, found, p99: percentile(took, 0.99), emptyP99: percentile(tookEmpty, 0.99) }
    },
  }
}
