import type { CustomerProfile } from '#shared/types/customer.ts'
import { readParam, wecomId } from '../../../http/input.ts'
import { defineMemberHandler } from '../../../http/member-handler.ts'

export default defineMemberHandler((event, member, { customers }): Promise<CustomerProfile> =>
  customers.profile(member.userId, readParam(event, 'externalUserId', wecomId)))
