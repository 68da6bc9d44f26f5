import * as v from 'valibot'
import { EDIT_LIMITS } from '#shared/limits.ts'
import type { CustomerProfile } from '#shared/types/customer.ts'
import { recordAccess } from '../../../http/audit.ts'
import { readJson, readParam, wecomId } from '../../../http/input.ts'
import { defineMemberHandler } from '../../../http/member-handler.ts'

/** WeCom counts characters, not UTF-16 units. */
const atMost = (limit: number) => v.optional(v.pipe(v.string(), v.check(text => [...text].length <= limit)))
const mobile = v.pipe(v.string(), v.regex(/^[\d+\- ()]+$/), v.maxLength(EDIT_LIMITS.mobile))
const notes = v.strictObject({
  remark: atMost(EDIT_LIMITS.remark),
  description: atMost(EDIT_LIMITS.description),
  remarkCorpName: atMost(EDIT_LIMITS.remarkCorpName),
  mobiles: v.optional(v.pipe(v.array(mobile), v.maxLength(EDIT_LIMITS.mobiles))),
})
/** What the member saw may be longer than what may be written: WeCom's own clients have other limits. */
const seen = v.strictObject({
  remark: v.optional(v.string()),
  description: v.optional(v.string()),
  remarkCorpName: v.optional(v.string()),
  mobiles: v.optional(v.array(v.string())),
})
const edit = v.pipe(v.strictObject({ before: seen, after: notes }), v.check(({ after }) => Object.keys(after).length > 0))

export default defineMemberHandler(async (event, { userId }, { customerEdits, customers }): Promise<CustomerProfile> => {
  const externalUserId = readParam(event, 'externalUserId', wecomId)
  await customerEdits.changeNotes(userId, externalUserId, await readJson(event, edit))
  recordAccess(event, 'change_notes', externalUserId)
  return customers.profile(userId, externalUserId)
})
