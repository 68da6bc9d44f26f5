// Writes to the store in the given folder without pause until it is killed. It continues after store_unavailable.
import { flushCompileCache } from 'node:module'
import { createSqliteStore } from '../../server/storage/sqlite-store.ts'
import { hasCode } from '../../server/errors/app-error.ts'

// Node writes the compile cache at the end of a process. This process is killed, so it writes the cache now.
flushCompileCache()
process.stdout.write('opening\n')
const store = createSqliteStore(process.argv[2]!)
process.stdout.write('writing\n')
for (let i = 0; ; i++) {
  try {
    await store.set(`key-${i % 500}`, `value of ${i % 500} ${'x'.repeat(i % 2_000)}`, 600_000)
    const lease = await store.acquire('lock', 50)
    await lease?.set('held', String(i), 600_000)
  }
  catch (error) {
    if (!hasCode(error, 'store_unavailable')) throw error
  }
}
