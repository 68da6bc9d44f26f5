// Writes to the store in the folder given until it is killed. Breathes between writes: SQLite's waiting is not fair, and
// a writer without any pause would starve the other one beyond its busy time-out.
import { setTimeout as sleep } from 'node:timers/promises'
import { createSqliteStore } from '../../server/storage/sqlite-store.ts'

const store = createSqliteStore(process.argv[2]!)
process.stdout.write('writing\n')
for (let i = 0; ; i++) {
  await store.set(`key-${i % 500}`, `value of ${i % 500} ${'x'.repeat(i % 2_000)}`, 600_000)
  const lease = await store.acquire('lock', 50)
  await lease?.set('held', String(i), 600_000)
  await sleep(1)
}
