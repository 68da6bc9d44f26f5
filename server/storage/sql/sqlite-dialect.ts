import { performance } from 'node:perf_hooks'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, QueryResult, SqliteDatabase, SqliteDialectConfig, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'
import { isBusy, openSqliteFile } from '../sqlite-file.ts'

/** Those of a full sync, and what else is asked meanwhile. */
const KEPT_STATEMENTS = 100
/** While SQLite itself waits, the whole process stands still. */
const BUSY_TIMEOUT_MS = 5
/** Whose turn it is, is a matter of luck: beside processes that write without pause it may take long. */
const TURN_MS = 30_000
const MOST_PAUSE_MS = 20

/** Waits for its turn without holding up the process. Inside a transaction, which has the write lock, it never has to. */
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

  /** Takes the write lock at once: a transaction that only later wants it is refused when another process was faster. */
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
 * Node's own SQLite for Kysely. The file is readable by its owner only.
 *
 * @param path its folder is created when missing
 * @throws when the folder or the file cannot be created or written
 */
export function createSqliteDialect(path: string): SqliteDialect {
  // What is erased must be gone from the file too, not merely unreachable.
  const database = openSqliteFile(path, BUSY_TIMEOUT_MS, file => file.exec('PRAGMA secure_delete = ON'))
  return new NodeSqliteDialect({ database: adapt(database) })
}

/**
 * The form Kysely expects, which is better-sqlite3's. Statements are kept: Kysely prepares each anew, and what SQLite
 * allocates for one is freed only when the garbage collector, which sees none of it, comes by.
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
