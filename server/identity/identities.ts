import type { Account, AccountDecision, Person, UnionId } from '#shared/types/identity.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { readChanges } from './change-feed.ts'
import type { ChangePage } from './change-feed.ts'
import { keepClaim, withdrawClaim } from './decide.ts'
import { findDecisions } from './find-decisions.ts'
import { accountKey } from './observation.ts'
import type { Observation } from './observation.ts'
import { findOwners, findPeople } from './people.ts'
import type { Ownership } from './people.ts'
import { erasePerson, readPerson } from './person-data.ts'
import type { PersonData } from './person-data.ts'
import { recordLinks } from './record-links.ts'

/**
 * One person, many ids: which accounts belong to which unionid, who says so and since when. Every method throws
 * store_unavailable while the database cannot be reached.
 */
export interface Identities {
  /** Idempotent and commutative; only server-to-server answers may get here, never a field a client sent. */
  record(observations: readonly Observation[]): Promise<void>
  /** In the order asked; undefined for the unknown. */
  people(unionIds: readonly UnionId[]): Promise<(Person | undefined)[]>
  /** In the order asked; undefined for the unknown. */
  owners(accounts: readonly Account[]): Promise<(Ownership | undefined)[]>
  /** What has been decided about the accounts of a person, by `accountKey`. */
  decisions(unionId: UnionId): Promise<Map<string, AccountDecision>>
  /** Decides whose an account is, also anew. @throws {AppError} edit_conflict when nobody ever said so */
  keep(account: Account, unionId: UnionId, by: string): Promise<void>
  /** Declares a link wrong for good. @throws {AppError} edit_conflict */
  withdraw(account: Account, unionId: UnionId, by: string): Promise<void>
  /** What has happened after a position, oldest first. */
  changes(after: number, limit: number): Promise<ChangePage>
  export(unionId: UnionId): Promise<PersonData>
  /**
   * Deletes the person's rows, and what sources say of the person meanwhile. Can be repeated until it succeeds.
   *
   * @param forget ends what is kept of these accounts elsewhere; its failure leaves every row where it is
   * @returns the accounts that were said to be the person's
   */
  erase(unionId: UnionId, forget: (accounts: Account[]) => Promise<void>): Promise<Account[]>
}

/** Decisions and erasures take turns: two decisions beside each other might leave an account to nobody. */
const DECISIONS = 'identity-decisions'

/** @param now milliseconds since 1970 */
export function createIdentities(database: SqlDatabase, now: () => number): Identities {
  return {
    record: observations => database.run(query => query.transaction().execute(transaction => recordLinks(transaction, observations))),
    people: unionIds => database.run(query => findPeople(query, unionIds)),
    owners: accounts => database.run(query => findOwners(query, accounts)),
    decisions: unionId => database.run(query => findDecisions(query, unionId)),
    keep: (account, unionId, by) => database.exclusively(DECISIONS, transaction => keepClaim(transaction, account, unionId, { by, at: now() })),
    withdraw: (account, unionId, by) => database.exclusively(DECISIONS, transaction => withdrawClaim(transaction, account, unionId, { by, at: now() })),
    changes: (after, limit) => database.run(query => readChanges(query, after, limit)),
    export: unionId => database.run(query => readPerson(query, unionId)),
    async erase(unionId, forget) {
      const erased = new Map<string, Account>()
      // A source that spoke while a round was under way is heard in the next one.
      for (let isThereMore = true; isThereMore;) {
        const accounts = await database.exclusively(DECISIONS, transaction => erasePerson(transaction, unionId, forget, now()))
        for (const account of accounts) erased.set(accountKey(account), account)
        isThereMore = accounts.length > 0
      }
      // Also when nothing was found: an earlier try may have come just so far.
      await database.scrub()
      return [...erased.values()]
    },
  }
}
