import type { Account, CustomerIdentities, IdentityDecision } from '#shared/types/identity.ts'
import { MAIN_OPEN_PLATFORM } from '#shared/utils/identity-claim.ts'
import { AppError } from '../errors/app-error.ts'
import type { Alongside } from '../storage/sql/sql-database.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { createAppNames } from './app-names.ts'
import type { NamedApp } from './app-names.ts'
import type { Identities } from './identities.ts'
import { accountKey } from './observation.ts'
import { subjectsOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

export interface CustomerGraphOptions {
  identities: Identities
  corpId: string
  apps: readonly NamedApp[]
  /** Milliseconds since 1970. */
  now: () => number
  /** Called when a link could not be stored. The next answer of WeCom about this customer brings it again. */
  onRecordFailure: (error: unknown) => void
}

export interface CustomerGraph {
  /** Records what WeCom answered, in the background: a profile does not wait for it and does not fail with it. */
  note(
    contact: Pick<ExternalContact, 'externalUserId' | 'unionId'>,
    source: 'externalcontact/get' | 'kf/customer/batchget',
  ): void
  /**
   * The accounts of the person who is this customer. The caller has checked that the member may see the customer.
   *
   * @throws {AppError} store_unavailable
   */
  find(externalUserId: string): Promise<CustomerIdentities>
  /** What rows about this customer's person are about; the customer first. @throws {AppError} store_unavailable */
  subjects(externalUserId: string): Promise<[Subject, ...Subject[]]>
  /**
   * Ends a conflict that `find` shows for this customer, or replaces an earlier decision.
   *
   * @param by userid of the admin who decides
   * @param alongside writes more in the transaction of the decision
   * @throws {AppError} edit_conflict when the account is not in conflict and was not decided before
   * @throws {AppError} store_unavailable
   */
  resolve(externalUserId: string, decision: IdentityDecision, by: string, alongside?: Alongside): Promise<void>
  /** Waits until everything noted is recorded or has failed. */
  settle(): Promise<void>
}

export function createCustomerGraph(options: CustomerGraphOptions): CustomerGraph {
  const { identities, corpId, apps, now, onRecordFailure } = options
  /** Recordings in progress, with the customer of each. */
  const recordings = new Map<Promise<void>, string>()
  const accountOf = (externalUserId: string): Account => ({ kind: 'externalUserId', scope: corpId, id: externalUserId })
  const names = createAppNames(apps)

  async function untilRecorded(externalUserId: string): Promise<void> {
    const ofCustomer = [...recordings].filter(([, noted]) => noted === externalUserId)
    await Promise.all(ofCustomer.map(([recording]) => recording))
  }

  async function find(externalUserId: string): Promise<CustomerIdentities> {
    await untilRecorded(externalUserId)
    const [ownership] = await identities.owners([accountOf(externalUserId)])
    if (!ownership) return { externalUserId, accounts: [], conflicts: [] }
    if ('conflict' in ownership) return { externalUserId, accounts: [], conflicts: [ownership.conflict] }
    const { unionId } = ownership.owner
    const [person] = await identities.people([ownership.owner])
    if (!person) return { externalUserId, accounts: [], conflicts: [] } // erased between the two queries
    const { accounts, conflicts } = names.person(person)
    const decisions = await identities.decisions(ownership.owner)
    const decided = accounts.map(account => ({ ...account, decision: decisions.get(accountKey(account)) }))
    return { externalUserId, unionId, accounts: decided, conflicts }
  }

  return {
    note({ externalUserId, unionId }, source) {
      if (!unionId) return
      const account = accountOf(externalUserId)
      const observation = { account, openPlatform: MAIN_OPEN_PLATFORM, unionId, source, seenAt: now() }
      const recording = identities.record([observation]).then(() => {}, onRecordFailure)
        .finally(() => recordings.delete(recording))
      recordings.set(recording, externalUserId)
    },
    find,
    async subjects(externalUserId) {
      await untilRecorded(externalUserId)
      return subjectsOf(identities, accountOf(externalUserId))
    },
    async resolve(externalUserId, { account, ...unionId }, by, alongside) {
      const { accounts, conflicts } = await find(externalUserId)
      const decidable = [...conflicts.map(conflict => conflict.account), ...accounts.filter(({ decision }) => decision)]
      if (!decidable.some(one => accountKey(one) === accountKey(account))) throw new AppError('edit_conflict')
      await identities.keep(account, unionId, by, alongside)
    },
    async settle() {
      await Promise.all(recordings.keys())
    },
  }
}
