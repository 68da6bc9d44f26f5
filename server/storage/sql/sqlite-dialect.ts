import { performance } from 'node:perf_hooks'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, QueryResult, SqliteDatabase, SqliteDialectConfig, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'
import { isBusy, openSqliteFile } from '../sqlite-file.ts'

/** Prepared statements that are kept: those of a full sync and of requests during it. */
const KEPT_STATEMENTS = 100
/** While SQLite itself waits for the lock, the whole process is blocked. */
const BUSY_TIMEOUT_MS = 5
/** SQLite does not queue waiting processes: while others write without pause, waiting may take long. */
const TURN_MS = 30_000
const MOST_PAUSE_MS = 20

/** Waits for the lock without blocking the process. A transaction already holds the lock and never waits. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const deadline = performance.now() + TURN_MS
    for (;;) {
      try {
        return await this.#connection.executeQuery<R>(query)
      }
      catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error
        await sleep(Math.random() * MOST_PAUSE_MS)
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize)
  }
}

class PatientDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new PatientConnection(await super.acquireConnection())
    return this.#connection
  }

  /** Takes the write lock at the beginning: SQLite refuses it to a transaction that has read before another wrote. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new PatientDriver(this.#config)
  }
}

/**
 * Node's SQLite for Kysely. The file is readable by its owner only.
 *
 * @param path a missing folder is created
 * @throws when the folder or the file cannot be created or written
 */
export function createSqliteDialect(path: string): SqliteDialect {
  // Erased data must be overwritten in the file, too.
  const database = openSqliteFile(path, BUSY_TIMEOUT_MS, file => file.exec('PRAGMA secure_delete = ON'))
  return new NodeSqliteDialect({ database: adapt(database) })
}

/**
 * The interface that Kysely expects, which is better-sqlite3's. Prepared statements are kept: Kysely prepares a
 * statement for each query, and its native memory, which the garbage collector does not count, would be freed late.
 */
function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: KEPT_STATEMENTS, memoMethod: prepare })

  function prepare(text: string): SqliteStatement {
    const statement = database.prepare(text)
    const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
    return {
      reader: statement.columns().length > 0,
      all: parameters => statement.all(...values(parameters)),
      run: parameters => statement.run(...values(parameters)),
      iterate: parameters => statement.iterate(...values(parameters)),
    }
  }
  return { close: () => database.close(), prepare: text => statements.memo(text) }
}
