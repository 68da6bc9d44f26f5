import { listCustomerUnionIds, listServiceMembers } from '../../wecom/api/customer-union-ids.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import type { WecomClient } from '../../wecom/client.ts'

/** All customers of a corp, as WeCom tells them. Both throw UpstreamRefusedError and UpstreamUnavailableError. */
export interface CustomerDirectory {
  /** Whose customers there are. */
  members(): Promise<string[]>
  page(userIds: readonly string[], cursor?: string): Promise<CustomerUnionIdPage>
}

export function createCustomerDirectory(client: WecomClient): CustomerDirectory {
  return {
    members: () => listServiceMembers(client),
    page: (userIds, cursor) => listCustomerUnionIds(client, userIds, cursor),
  }
}
