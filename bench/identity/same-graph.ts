import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, promisify } from 'node:util'
import { createIdentities } from '../../server/identity/identities.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import type { IdentityTask } from '../../test/support/identity-process-main.ts'
import { dump, MINI_PROGRAM, NOON, openId, seen, told, wipe } from '../../test/support/identity-world.ts'
import type { Finding } from '../report.ts'

const PROCESSES = 2
/** As many as fit into a command line. */
const OBSERVATIONS = 600
const program = fileURLToPath(new URL('../../test/support/identity-process-main.ts', import.meta.url))

/** Two processes record the same links again and again, each time in another order. */
export async function sameGraph(name: string, place: SqlDatabaseOptions, seconds: number): Promise<Finding> {
  const observations = Array.from({ length: OBSERVATIONS }, (_, i) =>
    seen(openId(`o${i % 120}`, `${MINI_PROGRAM}${i % 3}`), `u${i % 150}`, { seenAt: NOON + i }))
  const database = openSqlDatabase(place)
  await createIdentities(database, Date.now).record(observations)
  const alone = [...await dump(database), ...await told(database)]
  await wipe(database)
  const task: IdentityTask = { place, observations, rounds: 1, leastMs: seconds * 1_000 }
  const start = () => promisify(execFile)(process.execPath, [program, JSON.stringify(task)])
  const runs = await Promise.allSettled(Array.from({ length: PROCESSES }, start))
  const errors = runs.filter(run => run.status === 'rejected' || run.value.stderr !== '').length
  const same = isDeepStrictEqual([...await dump(database), ...await told(database)], alone)
  await database.close()
  return {
    promise: `${name}: ${PROCESSES} processes write the same links for ${seconds} s: 0 errors, same graph and feed`,
    measured: `${errors} errors, ${same ? 'the same' : 'another'} graph and feed of ${alone.length} rows`,
    kept: errors === 0 && same,
  }
}
