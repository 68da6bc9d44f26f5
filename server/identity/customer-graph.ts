import type { Account, CustomerIdentities, IdentityDecision } from '#shared/types/identity.ts'
import { MAIN_OPEN_PLATFORM } from '#shared/utils/identity-claim.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { createAppNames } from './app-names.ts'
import type { NamedApp } from './app-names.ts'
import type { Identities } from './identities.ts'
import { accountKey } from './observation.ts'
import { AppError } from '../errors/app-error.ts'

export interface CustomerGraphOptions {
  identities: Identities
  corpId: string
  apps: readonly NamedApp[]
  /** Milliseconds since 1970. */
  now: () => number
  /** The link could not be stored; the next answer about this customer will bring it again. */
  onRecordFailure: (error: unknown) => void
}

export interface CustomerGraph {
  /** Takes note of what an API of WeCom answered, in the background: a profile neither waits for it nor fails with it. */
  note(contact: Pick<ExternalContact, 'externalUserId' | 'unionId'>, source: 'externalcontact/get' | 'kf/customer/batchget'): void
  /** The same person elsewhere. Whoever asks has been found to be allowed to see this customer. */
  find(externalUserId: string): Promise<CustomerIdentities>
  /**
   * Ends a conflict that `find` shows for this customer, or decides it anew.
   *
   * @param by userid of the admin who decides
   * @throws {AppError} edit_conflict when there is, and was, no such conflict
   */
  resolve(externalUserId: string, decision: IdentityDecision, by: string): Promise<void>
  /** Waits for what is being noted. */
  settle(): Promise<void>
}

export function createCustomerGraph({ identities, corpId, apps, now, onRecordFailure }: CustomerGraphOptions): CustomerGraph {
  const noting = new Set<Promise<void>>()
  const settle = async () => void await Promise.all(noting)
  const accountOf = (externalUserId: string): Account => ({ kind: 'externalUserId', scope: corpId, id: externalUserId })
  const names = createAppNames(apps)

  async function find(externalUserId: string): Promise<CustomerIdentities> {
    await settle()
    const [ownership] = await identities.owners([accountOf(externalUserId)])
    if (!ownership) return { externalUserId, accounts: [], conflicts: [] }
    if ('conflict' in ownership) return { externalUserId, accounts: [], conflicts: [ownership.conflict] }
    const { unionId } = ownership.owner
    const [person] = await identities.people([ownership.owner])
    if (!person) return { externalUserId, accounts: [], conflicts: [] } // erased between the two questions
    const { accounts, conflicts } = names.person(person)
    const decisions = await identities.decisions(ownership.owner)
    return { externalUserId, unionId, accounts: accounts.map(account => ({ ...account, decision: decisions.get(accountKey(account)) })), conflicts }
  }

  return {
    note({ externalUserId, unionId }, source) {
      if (!unionId) return
      const observation = { account: accountOf(externalUserId), openPlatform: MAIN_OPEN_PLATFORM, unionId, source, seenAt: now() }
      const work = identities.record([observation]).catch(onRecordFailure).finally(() => noting.delete(work))
      noting.add(work)
    },
    find,
    async resolve(externalUserId, { account, ...unionId }, by) {
      const { accounts, conflicts } = await find(externalUserId)
      const decidable = [...conflicts.map(conflict => conflict.account), ...accounts.filter(({ decision }) => decision)]
      if (!decidable.some(one => accountKey(one) === accountKey(account))) throw new AppError('edit_conflict')
      await identities.keep(account, unionId, by)
    },
    settle,
  }
}
