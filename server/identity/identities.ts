import type { Account, Person, UnionId } from '#shared/types/identity.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { readChanges } from './change-feed.ts'
import type { ChangePage } from './change-feed.ts'
import { keepClaim, withdrawClaim } from './decide.ts'
import type { Observation } from './observation.ts'
import { findOwners, findPeople } from './people.ts'
import type { Ownership } from './people.ts'
import { erasePerson, readPerson } from './person-data.ts'
import type { PersonData } from './person-data.ts'
import { recordLinks } from './record-links.ts'

/**
 * One person, many ids: which accounts belong to which unionid, who says so and since when. Every method throws
 * StoreUnavailableError while the database cannot be reached.
 */
export interface Identities {
  /** Idempotent and commutative; only server-to-server answers may get here, never a field a client sent. */
  record(observations: readonly Observation[]): Promise<void>
  /** In the order asked; undefined for the unknown. */
  people(unionIds: readonly UnionId[]): Promise<(Person | undefined)[]>
  /** In the order asked; undefined for the unknown. */
  owners(accounts: readonly Account[]): Promise<(Ownership | undefined)[]>
  /** Ends a conflict. @throws {ClaimNotFoundError} */
  keep(account: Account, unionId: UnionId, by: string): Promise<void>
  /** Declares a link wrong for good. @throws {ClaimNotFoundError} */
  withdraw(account: Account, unionId: UnionId, by: string): Promise<void>
  /** What has happened after a position, oldest first. */
  changes(after: number, limit: number): Promise<ChangePage>
  export(unionId: UnionId): Promise<PersonData>
  /** @returns the accounts the person had */
  erase(unionId: UnionId): Promise<Account[]>
}

/** @param now milliseconds since 1970 */
export function createIdentities(database: SqlDatabase, now: () => number): Identities {
  return {
    record: observations => database.run(query => query.transaction().execute(transaction => recordLinks(transaction, observations))),
    people: unionIds => database.run(query => findPeople(query, unionIds)),
    owners: accounts => database.run(query => findOwners(query, accounts)),
    keep: (account, unionId, by) => database.run(query => keepClaim(query, account, unionId, { by, at: now() })),
    withdraw: (account, unionId, by) => database.run(query => withdrawClaim(query, account, unionId, { by, at: now() })),
    changes: (after, limit) => database.run(query => readChanges(query, after, limit)),
    export: unionId => database.run(query => readPerson(query, unionId)),
    async erase(unionId) {
      const accounts = await database.run(query => erasePerson(query, unionId, now()))
      await database.scrub()
      return accounts
    },
  }
}
