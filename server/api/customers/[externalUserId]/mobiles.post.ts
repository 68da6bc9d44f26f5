import type { RevealedMobiles } from '#shared/types/customer-edit.ts'
import { recordAccess } from '../../../utils/audit'
import { readParam, wecomId } from '../../../utils/input'
import { defineMemberHandler } from '../../../utils/member-handler'
import { AppError } from '../../../errors/app-error.ts'

/** Full numbers, on request only: each look is on record, and there are only so many an hour. */
export default defineMemberHandler(async (event, { userId }, { customerEdits, mayReveal }): Promise<RevealedMobiles> => {
  const externalUserId = readParam(event, 'externalUserId', wecomId)
  if (!await mayReveal(userId)) throw new AppError('too_many_requests')
  const revealed = await customerEdits.revealMobiles(userId, externalUserId)
  recordAccess(event, 'reveal_mobiles', externalUserId)
  return revealed
})
