import type { Account, UnionId } from '#shared/types/identity.ts'
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
  const [subjects] = await subjectsOfAll(identities, [account])
  return subjects!
}

/**
 * The same for many ids, unionids among them.
 *
 * @returns of each, with itself first
 */
export async function subjectsOfAll(
  identities: Pick<Identities, 'owners' | 'people'>, asked: readonly Subject[],
): Promise<[Subject, ...Subject[]][]> {
  const accounts = asked.flatMap(({ kind, scope, id }) => kind === 'unionId' ? [] : [{ kind, scope, id }])
  const ownerships = await identities.owners(accounts)
  const ownerOf = new Map(accounts.map((account, i) => [keyOf(account), ownerships[i]]))
  const owners = asked.map((subject): UnionId | undefined => {
    if (subject.kind === 'unionId') return { openPlatform: subject.scope, unionId: subject.id }
    const ownership = ownerOf.get(keyOf(subject))
    return ownership && 'owner' in ownership ? ownership.owner : undefined
  })
  const known = owners.filter(owner => owner !== undefined)
  const people = await identities.people(known)
  const personOf = new Map(known.map((owner, i) => [owner, people[i]]))
  return asked.map((subject, i) => {
    const owner = owners[i]
    if (!owner) return [subject]
    const others = (personOf.get(owner)?.accounts ?? []).map(({ kind, scope, id }): Subject => ({ kind, scope, id }))
    return [subject, ...[subjectOfUnionId(owner), ...others].filter(other => keyOf(other) !== keyOf(subject))]
  })
}

function keyOf({ kind, scope, id }: Subject): string {
  return JSON.stringify([kind, scope, id])
}
