import type { CustomerProfile, CustomerRelation, CustomerSummary } from '#shared/types/customer.ts'
import type { CustomerGroup, GroupMember } from '#shared/types/group.ts'

export const relation: CustomerRelation = {
  remark: 'Lin (phase 2)',
  description: 'Prefers afternoons',
  maskedMobiles: ['138****8000', '186****2233'],
  tags: [
    { id: 't1', name: 'Hot', groupName: 'Stage', kind: 'corp' },
    { id: 't2', name: 'Visited', groupName: 'Stage', kind: 'corp' },
    { name: 'Tea', groupName: '', kind: 'personal' },
  ],
  addedAt: '2026-03-14T02:30:00Z',
  addWay: 1,
  addedBy: 'customer',
}

export function profileOf(change: Partial<CustomerProfile> = {}): CustomerProfile {
  return {
    externalUserId: 'wm1',
    name: 'Lin Xiaoyan',
    type: 'wechat',
    gender: 'female',
    unionId: 'ozynqsulJFCZ2z1aYeS8h-nuasdAAA',
    attributes: [],
    relation,
    followUserCount: 3,
    ...change,
  }
}

export function summaryOf(externalUserId: string, change: Partial<CustomerSummary> = {}): CustomerSummary {
  return {
    externalUserId, name: `Name of ${externalUserId}`, type: 'wechat', remark: '', maskedMobiles: [], tagIds: [],
    spellings: [], ...change,
  }
}

export function groupMemberOf(id: string, change: Partial<GroupMember> = {}): GroupMember {
  return {
    id, kind: 'customer', name: `Name of ${id}`, isOwner: false, isAdmin: false,
    joinedAt: '2026-02-01T08:00:00Z', joinScene: 'qr_code', ...change,
  }
}

export function groupOf(change: Partial<CustomerGroup> = {}): CustomerGroup {
  return {
    chatId: 'wr1', name: 'G', notice: '', memberCount: 3, externalCount: 2, createdAt: '2026-01-05T08:00:00Z',
    members: [], ...change,
  }
}
