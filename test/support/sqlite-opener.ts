// A process that opens each SQLite file it is sent the path of, and answers how that went.
import { openSqliteFile } from '../../server/storage/sqlite-file.ts'

process.on('message', (path: string) => {
  let failure: string | undefined
  try {
    openSqliteFile(path, 2_000, file => file.exec('CREATE TABLE IF NOT EXISTS one (id INTEGER)')).close()
  }
  catch (error) {
    failure = String(error)
  }
  process.send!({ failure })
})
process.send!('ready')
