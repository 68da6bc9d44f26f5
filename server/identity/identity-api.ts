import type { Account, IdentityChange, IdentityConflict, Person, UnionId } from '#shared/types/identity.ts'
import { AppError } from '../errors/app-error.ts'
import type { Alongside } from '../storage/sql/sql-database.ts'
import { createAppNames } from './app-names.ts'
import { toIdentityChange } from './change-feed.ts'
import type { Identities } from './identities.ts'
import type { MiniProgramUser } from './mini-program-sessions.ts'
import { accountKey } from './observation.ts'
import type { PersonData, PersonStory } from './person-data.ts'
import { subjectOfUnionId } from './subjects.ts'
import type { Subject } from './subjects.ts'
import type { WechatApp } from './wechat-app.ts'

/** What a cloud function reads from `getWXContext()`. */
export interface SystemLink {
  appId: string
  openId: string
  unionId: string
}

/** Ids to look up; the caller limits their number. */
export interface LookUp {
  /** Of `unionIds`. */
  openPlatform: string
  unionIds: string[]
  externalUserIds: string[]
  /** By app id. */
  openIds: Record<string, string[]>
}

/** The person of an id, or the conflict about it; null for an unknown id. */
export type Found = { person: Person } | { conflict: IdentityConflict } | null

/** Every list has the order of the request. */
export interface LookUpResult {
  unionIds: Found[]
  externalUserIds: Found[]
  openIds: Record<string, Found[]>
}

/** What members and systems wrote about people. */
export interface StoryRows {
  read(subjects: readonly Subject[]): Promise<PersonStory>
  /** In the transaction that deletes the links. */
  erase(transaction: Parameters<Alongside>[0], subjects: readonly Subject[]): Promise<void>
}

export interface IdentityApiOptions {
  identities: Identities
  story: StoryRows
  /** Ends what a user of an app has: a session of the mini program, a ticket. */
  endSignIns: (user: MiniProgramUser) => Promise<void>
  apps: readonly WechatApp[]
  corpId: string
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * What other systems of the company can do. `by` names their key; the graph stores it as the source. `alongside` writes
 * more in the transaction of a change.
 */
export interface IdentityApi {
  /** Records links. @throws {AppError} unknown_app, and then none is recorded */
  link(links: readonly SystemLink[], by: string, alongside?: Alongside): Promise<void>
  /** @throws {AppError} identity_not_found */
  person(unionId: UnionId): Promise<Person>
  lookUp(ids: LookUp): Promise<LookUpResult>
  /** @returns the changes after a position of the feed, oldest first, and the position `end` for the next call */
  changes(after: number, limit: number): Promise<{ changes: IdentityChange[], end: number, more: boolean }>
  /** Decides to which person an account belongs; `unionId` may have been withdrawn. @throws {AppError} edit_conflict */
  keep(account: Account, unionId: UnionId, by: string, alongside?: Alongside): Promise<void>
  /** Declares a link wrong. @throws {AppError} edit_conflict */
  withdraw(account: Account, unionId: UnionId, by: string, alongside?: Alongside): Promise<void>
  /** @returns everything stored about a person */
  export(unionId: UnionId): Promise<PersonData>
  /**
   * Ends the person's mini program sessions and tickets, and deletes what other places keep about the customer,
   * timeline and notes; then deletes links and decisions. After a failure the links are still there, so a repeated call
   * finds the person again.
   *
   * @param forgetCustomer takes an external userid
   * @returns the accounts that any source has named for the person
   */
  erase(unionId: UnionId, forgetCustomer: (externalUserId: string) => Promise<void>): Promise<Account[]>
}

export function createIdentityApi(options: IdentityApiOptions): IdentityApi {
  const { identities, story, endSignIns, apps, corpId, now } = options
  const customer = (id: string): Account => ({ kind: 'externalUserId', scope: corpId, id })
  const user = (appId: string, id: string): Account => ({ kind: 'openId', scope: appId, id })
  const names = createAppNames(apps)

  async function findByUnionId(unionIds: readonly UnionId[]): Promise<Found[]> {
    return (await identities.people(unionIds)).map(person => person ? { person: names.person(person) } : null)
  }

  async function findByAccount(accounts: readonly Account[]): Promise<Map<string, Found>> {
    const ownerships = await identities.owners(accounts)
    const owners = ownerships.map(ownership => ownership && 'owner' in ownership ? ownership.owner : undefined)
    const known = owners.filter(owner => owner !== undefined)
    const people = (await findByUnionId(known))[Symbol.iterator]()
    return new Map(accounts.map((account, i) => {
      const ownership = ownerships[i]
      const key = accountKey(account)
      if (ownership && 'conflict' in ownership) return [key, { conflict: names.conflict(ownership.conflict) }]
      return [key, owners[i] ? people.next().value ?? null : null]
    }))
  }

  return {
    async link(links, by, alongside) {
      const seenAt = now()
      await identities.record(links.map(({ appId, openId, unionId }) => {
        const app = apps.find(one => one.appId === appId)
        if (!app) throw new AppError('unknown_app')
        return { account: user(appId, openId), openPlatform: app.openPlatform, unionId, source: by, seenAt }
      }), alongside)
    },
    async person(unionId) {
      const [person] = await identities.people([unionId])
      if (!person) throw new AppError('identity_not_found')
      return names.person(person)
    },
    async lookUp({ openPlatform, unionIds, externalUserIds, openIds }) {
      const users = Object.entries(openIds).flatMap(([appId, ids]) => ids.map(id => user(appId, id)))
      const found = await findByAccount([...externalUserIds.map(customer), ...users])
      const ofAccount = (account: Account) => found.get(accountKey(account)) ?? null
      return {
        unionIds: await findByUnionId(unionIds.map(unionId => ({ openPlatform, unionId }))),
        externalUserIds: externalUserIds.map(id => ofAccount(customer(id))),
        openIds: Object.fromEntries(Object.entries(openIds).map(([appId, ids]) =>
          [appId, ids.map(id => ofAccount(user(appId, id)))])),
      }
    },
    async changes(after, limit) {
      const { changes, ...page } = await identities.changes(after, limit)
      const named = changes.map(toIdentityChange).map(one =>
        one.change === 'erased' ? one : { ...one, account: names.account(one.account) })
      return { ...page, changes: named }
    },
    keep: identities.keep,
    withdraw: identities.withdraw,
    async export(unionId) {
      const subjects = [subjectOfUnionId(unionId), ...await identities.accounts(unionId)]
      return { ...await identities.export(unionId), ...await story.read(subjects) }
    },
    erase: (unionId, forgetCustomer) => identities.erase(unionId, async (accounts, transaction) => {
      await story.erase(transaction, [subjectOfUnionId(unionId), ...accounts])
      for (const { kind, scope, id } of accounts) {
        await (kind === 'openId' ? endSignIns({ appId: scope, openId: id }) : forgetCustomer(id))
      }
    }),
  }
}
