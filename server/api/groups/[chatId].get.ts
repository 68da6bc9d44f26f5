import type { CustomerGroup } from '#shared/types/group.ts'
import { readParam, wecomId } from '../../utils/input'
import { defineMemberHandler } from '../../utils/member-handler'

export default defineMemberHandler((event, member, { groups }): Promise<CustomerGroup> =>
  groups.group(member.userId, readParam(event, 'chatId', wecomId)))
