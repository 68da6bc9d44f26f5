import type { CustomerGroup } from '#shared/types/group.ts'
import { readParam, wecomId } from '../../http/input.ts'
import { defineMemberHandler } from '../../http/member-handler.ts'

export default defineMemberHandler((event, member, { groups }): Promise<CustomerGroup> =>
  groups.group(member.userId, readParam(event, 'chatId', wecomId)))
