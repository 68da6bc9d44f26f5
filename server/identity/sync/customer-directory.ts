import { listCustomerUnionIds, listServiceMembers } from '../../wecom/api/customer-union-ids.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import type { WecomClient } from '../../wecom/client.ts'

/** All customers of a corp, from WeCom. Both methods throw {UpstreamRefusedError | UpstreamUnavailableError}. */
export interface CustomerDirectory {
  /** @returns the userids of members who can have customers */
  members(): Promise<string[]>
  /** @returns customers of these members; `cursor` comes from the page before */
  page(userIds: readonly string[], cursor?: string): Promise<CustomerUnionIdPage>
}

export function createCustomerDirectory(client: WecomClient): CustomerDirectory {
  return {
    members: () => listServiceMembers(client),
    page: (userIds, cursor) => listCustomerUnionIds(client, userIds, cursor),
  }
}
