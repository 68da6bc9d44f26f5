// A process that receives paths of SQLite files, opens each file, and answers with the result.
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
