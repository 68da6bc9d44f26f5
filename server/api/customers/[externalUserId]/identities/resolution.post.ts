import * as v from 'valibot'
import type { CustomerIdentities } from '#shared/types/identity.ts'
import { recordAccess } from '../../../../utils/audit'
import { identityAccount, openPlatformName, readJson, readParam, wecomId } from '../../../../utils/input'
import { defineMemberHandler } from '../../../../utils/member-handler'
import { AppError } from '../../../../errors/app-error.ts'

const decision = v.strictObject({
  account: identityAccount,
  openPlatform: openPlatformName,
  unionId: wecomId,
})

/** An admin decides whose a disputed account is. To others there is nothing here. */
export default defineMemberHandler(async (event, { userId, admin }, { customers, customerIdentities }): Promise<CustomerIdentities> => {
  if (!admin) throw new AppError('not_found')
  const externalUserId = readParam(event, 'externalUserId', wecomId)
  const chosen = await readJson(event, decision)
  await customers.requireAccess(userId, externalUserId)
  await customerIdentities.resolve(externalUserId, chosen, userId)
  recordAccess(event, 'resolve_identity', externalUserId)
  return customerIdentities.find(externalUserId)
})
