import type { CustomerDirectory } from '../../server/identity/sync/customer-directory.ts'
import type { CustomerUnionId } from '../../server/wecom/api/customer-union-ids.ts'
import { UpstreamRefusedError } from '../../server/upstream/upstream-error.ts'
import { WECOM } from '../../server/wecom/wecom-upstream.ts'

/** A company in memory: customers by member, and the errcodes of members that WeCom refuses. */
export interface Company {
  customersOf: Record<string, CustomerUnionId[]>
  refused?: Record<string, number>
  unlicensed?: string[]
}

export interface RecordedDirectory extends CustomerDirectory {
  /** Every requested page, in order, as text. */
  asked: string[]
  /** Makes all cursors so far invalid. */
  expireCursors: () => void
}

/** Answers like batch/get_by_user, in small pages. */
export function createDirectory(company: Company, pageSize = 3): RecordedDirectory {
  const asked: string[] = []
  let generation = 0
  return {
    asked,
    expireCursors() {
      generation++
    },
    members: async () => Object.keys(company.customersOf),
    async page(userIds, cursor) {
      asked.push(`${userIds.join()} ${cursor ?? ''}`)
      const fail = (errcode: number) => {
        throw new UpstreamRefusedError(WECOM, 'externalcontact/batch/get_by_user', errcode)
      }
      const refused = userIds.find(userId => company.refused?.[userId])
      if (refused) fail(company.refused![refused]!)
      const [made, start] = (cursor ?? `${generation}:0`).split(':').map(Number) as [number, number]
      if (made !== generation) fail(50100)
      const unlicensedUserIds = userIds.filter(userId => company.unlicensed?.includes(userId))
      const all = userIds
        .filter(userId => !unlicensedUserIds.includes(userId))
        .flatMap(userId => company.customersOf[userId] ?? [])
      const end = start + pageSize
      return {
        customers: all.slice(start, end),
        nextCursor: end < all.length ? `${generation}:${end}` : undefined,
        unlicensedUserIds,
      }
    },
  }
}
