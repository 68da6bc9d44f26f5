import type { CustomerGroup } from '#shared/types/group.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { Clock } from '../wecom/clock.ts'
import { getGroupChat } from '../wecom/group-chat.ts'
import { hasNoRelation } from './customer-source.ts'
import { GroupNotFoundError } from './errors.ts'
import { evenRefusals } from './even-timing.ts'

export interface GroupsOptions {
  wecom: WecomClient
  clock: Clock
}

export interface Groups {
  /** @throws {GroupNotFoundError} for a group the member is not in, exactly as for one that does not exist */
  group(userId: string, chatId: string): Promise<CustomerGroup>
}

export function createGroups({ wecom, clock }: GroupsOptions): Groups {
  const even = evenRefusals(error => error instanceof GroupNotFoundError, clock)
  return {
    group: (userId, chatId) => even(async () => {
      const group = await getGroupChat(wecom, chatId).catch((error: unknown) => {
        throw hasNoRelation(error) ? new GroupNotFoundError() : error
      })
      const isMember = group.ownerUserId === userId || group.members.some(({ id, kind }) => kind === 'member' && id === userId)
      if (!isMember) throw new GroupNotFoundError()
      return {
        chatId: group.chatId,
        name: group.name,
        memberCount: group.members.length,
        externalCount: group.members.filter(({ kind }) => kind === 'external').length,
        createdAt: new Date(group.createTime * 1_000).toISOString(),
      }
    }),
  }
}
