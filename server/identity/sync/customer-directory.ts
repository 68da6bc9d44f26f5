import { callFor } from '../../upstream/caller.ts'
import { listCustomerUnionIds, listServiceMembers } from '../../wecom/api/customer-union-ids.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import type { WecomClient } from '../../wecom/client.ts'

const JOB = { kind: 'system', isJob: true } as const

/** All customers of a corp, from WeCom. Both methods throw {UpstreamRefusedError | UpstreamUnavailableError}. */
export interface CustomerDirectory {
  /** @returns the userids of members who can have customers */
  members(): Promise<string[]>
  /** @returns customers of these members; `cursor` comes from the page before */
  page(userIds: readonly string[], cursor?: string): Promise<CustomerUnionIdPage>
}

export function createCustomerDirectory(client: WecomClient): CustomerDirectory {
  return {
    members: () => callFor(JOB, () => listServiceMembers(client)),
    page: (userIds, cursor) => callFor(JOB, () => listCustomerUnionIds(client, userIds, cursor)),
  }
}
