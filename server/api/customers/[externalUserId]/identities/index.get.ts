import type { CustomerIdentities } from '#shared/types/identity.ts'
import { readParam, wecomId } from '../../../../http/input.ts'
import { defineMemberHandler } from '../../../../http/member-handler.ts'

/** The same person in the company's other apps. */
export default defineMemberHandler(async (event, { userId }, { customers, customerGraph }): Promise<CustomerIdentities> => {
  const externalUserId = readParam(event, 'externalUserId', wecomId)
  await customers.requireAccess(userId, externalUserId)
  return customerGraph.find(externalUserId)
})
