import { CUSTOMERS_OF_CORP } from '#shared/api-scopes.ts'
import type { Account, Person } from '#shared/types/identity.ts'
import { AppError } from '../errors/app-error.ts'
import type { SubjectColumns } from '../storage/sql/story-schema.ts'
import type { Found, IdentityApi } from './identity-api.ts'
import { accountOf } from './observation.ts'

/** The apps of a key (NUXT_API_KEYS): app ids, and `externalUserId` for WeCom; undefined for all. */
export type KeyApps = readonly string[] | undefined

/** @throws {AppError} app_not_allowed */
export function requireApp(apps: KeyApps, app: string): void {
  if (apps && !apps.includes(app)) throw new AppError('app_not_allowed')
}

function appOf({ kind, scope }: Pick<Account, 'kind' | 'scope'>): string {
  return kind === 'externalUserId' ? CUSTOMERS_OF_CORP : scope
}

/**
 * The API for a key with apps. It refuses to be asked about accounts of other apps, and leaves them out of answers. A
 * person with no other accounts is unknown to the key.
 *
 * @returns the API, which also throws {AppError} app_not_allowed
 */
export function limitToApps(api: IdentityApi, apps: KeyApps): IdentityApi {
  if (!apps) return api
  const isVisible = (account: Pick<Account, 'kind' | 'scope'>) => apps.includes(appOf(account))

  /** What systems reported for the unionid itself belongs to no app. */
  const isVisibleRow = ({ subjectKind: kind, subjectScope: scope }: SubjectColumns) =>
    kind === 'unionId' || isVisible({ kind, scope })

  function visible(person: Person): Person | null {
    const accounts = person.accounts.filter(isVisible)
    const conflicts = person.conflicts.filter(({ account }) => isVisible(account))
    return accounts.length + conflicts.length > 0 ? { ...person, accounts, conflicts } : null
  }
  function visibleOf(found: Found): Found {
    if (!found || !('person' in found)) return found
    const person = visible(found.person)
    return person && { person }
  }

  return {
    async link(links, by, alongside) {
      for (const { appId } of links) requireApp(apps, appId)
      await api.link(links, by, alongside)
    },
    async person(unionId) {
      const person = visible(await api.person(unionId))
      if (!person) throw new AppError('identity_not_found')
      return person
    },
    async lookUp(ids) {
      for (const appId of Object.keys(ids.openIds)) requireApp(apps, appId)
      if (ids.externalUserIds.length > 0) requireApp(apps, CUSTOMERS_OF_CORP)
      const { unionIds, externalUserIds, openIds } = await api.lookUp(ids)
      return {
        unionIds: unionIds.map(visibleOf),
        externalUserIds: externalUserIds.map(visibleOf),
        openIds: Object.fromEntries(Object.entries(openIds).map(([appId, found]) => [appId, found.map(visibleOf)])),
      }
    },
    async changes(after, limit) {
      const { changes, ...page } = await api.changes(after, limit)
      return { ...page, changes: changes.filter(({ account }) => isVisible(account)) }
    },
    async keep(account, unionId, by, alongside) {
      requireApp(apps, appOf(account))
      await api.keep(account, unionId, by, alongside)
    },
    async withdraw(account, unionId, by, alongside) {
      requireApp(apps, appOf(account))
      await api.withdraw(account, unionId, by, alongside)
    },
    async export(unionId) {
      const {
        links, withdrawals, changes, timeline, notes, noteVersions, stages, fields, reminders, callbackEvents,
      } = await api.export(unionId)
      const visibleNotes = notes.filter(isVisibleRow)
      return {
        links: links.filter(row => isVisible(accountOf(row))),
        withdrawals: withdrawals.filter(row => isVisible(accountOf(row))),
        changes: changes.filter(row => isVisible(accountOf(row))),
        timeline: timeline.filter(isVisibleRow),
        notes: visibleNotes,
        noteVersions: noteVersions.filter(({ noteId }) => visibleNotes.some(({ id }) => id === noteId)),
        stages: stages.filter(isVisibleRow),
        fields: fields.filter(isVisibleRow),
        reminders: reminders.filter(isVisibleRow),
        callbackEvents: callbackEvents.filter(isVisibleRow),
      }
    },
    // The configuration allows no such key: an erasure is about all accounts of a person.
    async erase() {
      throw new AppError('app_not_allowed')
    },
  }
}
