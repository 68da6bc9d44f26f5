import type { CustomerProfile } from '#shared/types/customer.ts'
import { readParam, wecomId } from '../../../utils/input'
import { defineMemberHandler } from '../../../utils/member-handler'

export default defineMemberHandler((event, member, { customers }): Promise<CustomerProfile> =>
  customers.profile(member.userId, readParam(event, 'externalUserId', wecomId)))
