import type { Account, AppKind, IdentityConflict, Person } from '#shared/types/identity.ts'

/** An app of the company in WeChat, without its secret. */
export interface NamedApp {
  appId: string
  name: string
  kind: AppKind
}

/** Adds the names and kinds of apps to accounts, of which the graph knows only the app id. */
export function createAppNames(apps: readonly NamedApp[]) {
  const account = <T extends Account>(one: T) => {
    const app = apps.find(({ appId }) => appId === one.scope)
    return { ...one, appName: app?.name, appKind: app?.kind }
  }
  const conflict = (one: IdentityConflict): IdentityConflict => ({ ...one, account: account(one.account) })
  const person = (one: Person): Person =>
    ({ ...one, accounts: one.accounts.map(account), conflicts: one.conflicts.map(conflict) })
  return { account, conflict, person }
}
