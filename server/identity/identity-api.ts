import type { Account, IdentityChange, IdentityConflict, Person, UnionId } from '#shared/types/identity.ts'
import { createAppNames } from './app-names.ts'
import { toIdentityChange } from './change-feed.ts'
import type { Identities } from './identities.ts'
import type { MiniProgramSessions, MiniProgramUser } from './mini-program-sessions.ts'
import { accountKey } from './observation.ts'
import type { PersonData } from './person-data.ts'
import type { WechatApp } from './wechat-app.ts'
import { AppError } from '../errors/app-error.ts'

/** What a cloud function learns from `getWXContext()`. */
export interface SystemLink {
  appId: string
  openId: string
  unionId: string
}

/** Up to a thousand ids at once. */
export interface LookUp {
  /** Of these unionids; the other ids find their own. */
  openPlatform: string
  unionIds: string[]
  externalUserIds: string[]
  /** By app. */
  openIds: Record<string, string[]>
}

/** Whose an id is; null for the unknown. */
export type Found = { person: Person } | { conflict: IdentityConflict } | null

/** Every list in the order asked. */
export interface LookUpResult {
  unionIds: Found[]
  externalUserIds: Found[]
  openIds: Record<string, Found[]>
}

export interface IdentityApiOptions {
  identities: Identities
  sessions: MiniProgramSessions<MiniProgramUser>
  apps: readonly WechatApp[]
  corpId: string
  /** Milliseconds since 1970. */
  now: () => number
}

/** What the company's own systems may ask. `by` names the key, and stays in the graph as the source. */
export interface IdentityApi {
  /** @throws {AppError} unknown_app and then nothing is linked */
  link(links: readonly SystemLink[], by: string): Promise<void>
  /** @throws {AppError} identity_not_found */
  person(unionId: UnionId): Promise<Person>
  lookUp(ids: LookUp): Promise<LookUpResult>
  /** What has happened after a position of the feed, oldest first. @returns also where the next page begins */
  changes(after: number, limit: number): Promise<{ changes: IdentityChange[], end: number, more: boolean }>
  /** Decides whose an account is; what was withdrawn can be kept after all. @throws {AppError} edit_conflict */
  keep(account: Account, unionId: UnionId, by: string): Promise<void>
  /** @throws {AppError} edit_conflict */
  withdraw(account: Account, unionId: UnionId, by: string): Promise<void>
  export(unionId: UnionId): Promise<PersonData>
  /**
   * Ends the person's mini program sessions and what is remembered of the customer, then deletes links and decisions: a
   * failure leaves the person to be found again by whoever repeats it.
   *
   * @param forgetCustomer by external userid
   * @returns the accounts that were said to be the person's
   */
  erase(unionId: UnionId, forgetCustomer: (externalUserId: string) => Promise<void>): Promise<Account[]>
}

export function createIdentityApi({ identities, sessions, apps, corpId, now }: IdentityApiOptions): IdentityApi {
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
      if (ownership && 'conflict' in ownership) return [accountKey(account), { conflict: names.conflict(ownership.conflict) }]
      return [accountKey(account), owners[i] ? people.next().value ?? null : null]
    }))
  }

  return {
    async link(links, by) {
      const seenAt = now()
      await identities.record(links.map(({ appId, openId, unionId }) => {
        const app = apps.find(one => one.appId === appId)
        if (!app) throw new AppError('unknown_app')
        return { account: { kind: 'openId', scope: appId, id: openId }, openPlatform: app.openPlatform, unionId, source: by, seenAt }
      }))
    },
    async person(unionId) {
      const [person] = await identities.people([unionId])
      if (!person) throw new AppError('identity_not_found')
      return names.person(person)
    },
    async lookUp({ openPlatform, unionIds, externalUserIds, openIds }) {
      const customer = (id: string): Account => ({ kind: 'externalUserId', scope: corpId, id })
      const user = (scope: string, id: string): Account => ({ kind: 'openId', scope, id })
      const users = Object.entries(openIds).flatMap(([appId, ids]) => ids.map(id => user(appId, id)))
      const found = await findByAccount([...externalUserIds.map(customer), ...users])
      const ofAccount = (account: Account) => found.get(accountKey(account)) ?? null
      return {
        unionIds: await findByUnionId(unionIds.map(unionId => ({ openPlatform, unionId }))),
        externalUserIds: externalUserIds.map(id => ofAccount(customer(id))),
        openIds: Object.fromEntries(Object.entries(openIds).map(([appId, ids]) => [appId, ids.map(id => ofAccount(user(appId, id)))])),
      }
    },
    async changes(after, limit) {
      const { changes, ...page } = await identities.changes(after, limit)
      return { ...page, changes: changes.map(toIdentityChange).map(one => one.change === 'erased' ? one : { ...one, account: names.account(one.account) }) }
    },
    keep: identities.keep,
    withdraw: identities.withdraw,
    export: identities.export,
    erase: (unionId, forgetCustomer) => identities.erase(unionId, async (accounts) => {
      for (const { kind, scope, id } of accounts) await (kind === 'openId' ? sessions.end({ appId: scope, openId: id }) : forgetCustomer(id))
    }),
  }
}
