import type { Account, AccountDecision, Person, UnionId } from '#shared/types/identity.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { readChanges } from './change-feed.ts'
import type { ChangePage } from './change-feed.ts'
import { keepClaim, withdrawClaim } from './decide.ts'
import { findDecisions } from './find-decisions.ts'
import { accountKey } from './observation.ts'
import type { Observation } from './observation.ts'
import { findOwners, findPeople } from './people.ts'
import type { Ownership } from './people.ts'
import { accountsOfPerson, erasePerson, readPerson } from './person-data.ts'
import type { ForgetAccounts, PersonLinks } from './person-data.ts'
import { recordLinks } from './record-links.ts'

/**
 * Which accounts belong to which unionid, by which source and since when. Every method throws {AppError}
 * store_unavailable while the database cannot be reached. `alongside` writes more in the transaction of a change.
 */
export interface Identities {
  /**
   * Idempotent and commutative. Pass only answers from server to server, never a field that a client sent.
   *
   * @returns how many links no source had named before
   */
  record(observations: readonly Observation[], alongside?: Alongside): Promise<number>
  /** @returns in the order asked; undefined for unknown unionids */
  people(unionIds: readonly UnionId[]): Promise<(Person | undefined)[]>
  /** @returns in the order asked; undefined for unknown accounts */
  owners(accounts: readonly Account[]): Promise<(Ownership | undefined)[]>
  /** @returns the decisions about the accounts of a person, by `accountKey` */
  decisions(unionId: UnionId): Promise<Map<string, AccountDecision>>
  /**
   * Decides to which person an account belongs; may replace an earlier decision.
   *
   * @param by who decides
   * @throws {AppError} edit_conflict when no source has named this person
   */
  keep(account: Account, unionId: UnionId, by: string, alongside?: Alongside): Promise<void>
  /** Declares a link wrong. @throws {AppError} edit_conflict when no source has named this link */
  withdraw(account: Account, unionId: UnionId, by: string, alongside?: Alongside): Promise<void>
  /** @returns the changes after a position of the feed, oldest first */
  changes(after: number, limit: number): Promise<ChangePage>
  /** @returns everything that the graph stores about a person */
  export(unionId: UnionId): Promise<PersonLinks>
  /** @returns the accounts that `erase` forgets */
  accounts(unionId: UnionId): Promise<Account[]>
  /**
   * Deletes everything about a person, also what sources say in the meantime. Can be repeated until it succeeds.
   *
   * @param forget deletes what other places keep about these accounts; when it fails, no row is deleted
   * @returns the accounts that any source has named for the person
   */
  erase(unionId: UnionId, forget: ForgetAccounts): Promise<Account[]>
}

/** Only one decision or erasure runs at a time: two decisions together could withdraw every claim to an account. */
const DECISIONS = 'identity-decisions'

/** @param now milliseconds since 1970 */
export function createIdentities(database: SqlDatabase, now: () => number): Identities {
  return {
    record: (observations, alongside) => database.run(query => query.transaction().execute(async (transaction) => {
      const added = await recordLinks(transaction, observations)
      await alongside?.(transaction)
      return added
    })),
    people: unionIds => database.run(query => findPeople(query, unionIds)),
    owners: accounts => database.run(query => findOwners(query, accounts)),
    decisions: unionId => database.run(query => findDecisions(query, unionId)),
    keep: (account, unionId, by, alongside) => database.exclusively(DECISIONS, async (transaction) => {
      await keepClaim(transaction, account, unionId, { by, at: now() })
      await alongside?.(transaction)
    }),
    withdraw: (account, unionId, by, alongside) => database.exclusively(DECISIONS, async (transaction) => {
      await withdrawClaim(transaction, account, unionId, { by, at: now() })
      await alongside?.(transaction)
    }),
    changes: (after, limit) => database.run(query => readChanges(query, after, limit)),
    export: unionId => database.run(query => readPerson(query, unionId)),
    accounts: unionId => database.run(query => accountsOfPerson(query, unionId)),
    async erase(unionId, forget) {
      const erased = new Map<string, Account>()
      // A source may record a link while a round runs; the next round deletes it.
      for (let isThereMore = true; isThereMore;) {
        const accounts = await database.exclusively(DECISIONS, transaction =>
          erasePerson(transaction, unionId, forget, now()))
        for (const account of accounts) erased.set(accountKey(account), account)
        isThereMore = accounts.length > 0
      }
      // Also when there were no rows: an earlier try may have failed here.
      await database.scrub()
      return [...erased.values()]
    },
  }
}
