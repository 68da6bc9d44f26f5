import type { Account, IdentityConflict, Person } from '#shared/types/identity.ts'

/** An app of WeChat's that the company runs, as far as others may know it. */
export interface NamedApp {
  appId: string
  name: string
}

/** Adds the names of apps to what the graph knows by id only. */
export function createAppNames(apps: readonly NamedApp[]) {
  const account = <T extends Account>(one: T) => ({ ...one, appName: apps.find(({ appId }) => appId === one.scope)?.name })
  const conflict = (one: IdentityConflict): IdentityConflict => ({ ...one, account: account(one.account) })
  const person = (one: Person): Person => ({ ...one, accounts: one.accounts.map(account), conflicts: one.conflicts.map(conflict) })
  return { conflict, person }
}
