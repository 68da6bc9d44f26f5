import type { CustomerProfile, CustomerRelation, CustomerSummary } from '#shared/types/customer'

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
  return { externalUserId, name: `Name of ${externalUserId}`, type: 'wechat', remark: '', ...change }
}
