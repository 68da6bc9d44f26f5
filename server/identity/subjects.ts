import type { Account } from '#shared/types/identity.ts'
import type { SubjectColumns } from '../storage/sql/story-schema.ts'
import type { Identities } from './identities.ts'

/** An id that rows of other rooms are about: an account, or the unionid itself. */
export interface Subject extends Omit<Account, 'kind'> {
  kind: SubjectColumns['subjectKind']
}

/** @returns the subject of rows about a unionid */
export function subjectOfUnionId({ openPlatform, unionId }: { openPlatform: string, unionId: string }): Subject {
  return { kind: 'unionId', scope: openPlatform, id: unionId }
}

/**
 * Finds what else is about the person of an account. Rows stay with the id that they were written for, so a link that
 * is found or withdrawn later joins and parts them without a change of any row.
 *
 * @returns the account first; it alone while its person is unknown or in conflict
 */
export async function subjectsOf(
  identities: Pick<Identities, 'owners' | 'people'>, account: Account,
): Promise<[Subject, ...Subject[]]> {
  const [ownership] = await identities.owners([account])
  if (!ownership || 'conflict' in ownership) return [account]
  const [person] = await identities.people([ownership.owner])
  const others = (person?.accounts ?? []).filter(({ kind, id }) => kind !== account.kind || id !== account.id)
  return [account, subjectOfUnionId(ownership.owner), ...others.map(({ kind, scope, id }) => ({ kind, scope, id }))]
}
