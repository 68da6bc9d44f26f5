import type { CustomerIdentities } from '#shared/types/identity.ts'
import { readParam, wecomId } from '../../../../utils/input'
import { defineMemberHandler } from '../../../../utils/member-handler'

/** The same person in the company's other apps. */
export default defineMemberHandler(async (event, { userId }, { customers, customerIdentities }): Promise<CustomerIdentities> => {
  const externalUserId = readParam(event, 'externalUserId', wecomId)
  await customers.requireAccess(userId, externalUserId)
  return customerIdentities.find(externalUserId)
})
