import * as v from 'valibot'
import type { CustomerProfile } from '#shared/types/customer.ts'
import { recordAccess } from '../../../http/audit.ts'
import { readJson, readParam, wecomId } from '../../../http/input.ts'
import { defineMemberHandler } from '../../../http/member-handler.ts'

const MAX_TAGS = 100
const ids = v.pipe(v.array(wecomId), v.maxLength(MAX_TAGS))
const edit = v.pipe(v.strictObject({ add: ids, remove: ids }), v.check(({ add, remove }) => add.length + remove.length > 0))

export default defineMemberHandler(async (event, { userId }, { customerEdits, customers }): Promise<CustomerProfile> => {
  const externalUserId = readParam(event, 'externalUserId', wecomId)
  await customerEdits.changeTags(userId, externalUserId, await readJson(event, edit))
  recordAccess(event, 'change_tags', externalUserId)
  return customers.profile(userId, externalUserId)
})
