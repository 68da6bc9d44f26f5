import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, SqliteDatabase, SqliteDialectConfig, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

/** Those of a full sync, and what else is asked meanwhile. */
const KEPT_STATEMENTS = 100
const BUSY_TIMEOUT_MS = 5_000
/** SQLite's waiting is not fair: beside a process that writes without pause a turn may take several of its time-outs. */
const TURN_MS = 30_000
const MOST_PAUSE_MS = 20
/** SQLITE_BUSY, whatever the rest of the extended code says. */
const BUSY = 5

/** Takes the write lock at once: a transaction that only later wants it is refused when another process was faster. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = performance.now() + TURN_MS
    for (;;) {
      try {
        return void await connection.executeQuery(CompiledQuery.raw('begin immediate'))
      }
      catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error
        await sleep(Math.random() * MOST_PAUSE_MS)
      }
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config)
  }
}

/**
 * Node's own SQLite for Kysely. The file is readable by its owner only.
 *
 * @param path its folder is created when missing
 * @throws when the folder or the file cannot be created or written
 */
export function createSqliteDialect(path: string): SqliteDialect {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // The busy timeout has to be set before the WAL pragma, which itself may meet a locked file.
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  chmodSync(path, 0o600)
  // What is erased must be gone from the file too, not merely unreachable.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;')
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
