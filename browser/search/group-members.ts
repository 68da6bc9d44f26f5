import type { CustomerSummary } from '#shared/types/customer.ts'
import type { GroupMember } from '#shared/types/group.ts'
import { searchable } from './text-search'

/** The filter of the people in a group. Both conditions must hold. */
export interface MemberFilter {
  query: string
  /** Only the member's own customers, or only the people who are not yet added. Absent: everybody. */
  kind?: Exclude<GroupMember['kind'], 'colleague'>
}

/** Matches everybody. */
export const NO_MEMBER_FILTER: MemberFilter = { query: '' }

/** A person in a group, with what the list of the member's own customers knows of them. */
export interface ListedMember extends GroupMember {
  remark?: string
  avatar?: string
}

/** @returns the people; the member's own customers have their remark and picture */
export function listMembers(members: GroupMember[], customers: CustomerSummary[]): ListedMember[] {
  const known = new Map(customers.map(customer => [customer.externalUserId, customer]))
  return members.map((member) => {
    const customer = member.kind === 'customer' ? known.get(member.id) : undefined
    return customer ? { ...member, remark: customer.remark, avatar: customer.avatar } : member
  })
}

/** @returns those that match the filter */
export function findMembers(members: ListedMember[], { query, kind }: MemberFilter): ListedMember[] {
  const wanted = searchable(query.trim())
  return members.filter(({ kind: own, remark, groupNickname, name, unionId }) =>
    (!kind || own === kind) && searchable(remark, groupNickname, name, unionId).includes(wanted))
}
