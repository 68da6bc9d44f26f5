import type { TagGroup } from '../scenario.ts'
import { seconds } from './ids.ts'

const createTime = seconds('2024-03-01')

export const tagGroups: TagGroup[] = [
  {
    groupId: 'etLevelGroup00000000000000000001',
    name: '客户等级',
    kind: 'corp',
    createTime,
    order: 100,
    tags: [
      { id: 'etLevelGold000000000000000000001', name: '金卡会员', order: 3 },
      { id: 'etLevelSilver0000000000000000002', name: '银卡会员', order: 2 },
      { id: 'etLevelNew000000000000000000003', name: '新客户', order: 1 },
    ],
  },
  {
    groupId: 'etNeedGroup000000000000000000002',
    name: '装修需求',
    kind: 'corp',
    createTime,
    order: 90,
    tags: [
      { id: 'etNeedWhole00000000000000000001', name: '全屋定制', order: 3 },
      { id: 'etNeedKitchen000000000000000002', name: '厨房改造', order: 2 },
      { id: 'etNeedSofa000000000000000000003', name: '软装搭配', order: 1 },
    ],
  },
  {
    groupId: 'etRuleGroup000000000000000000003',
    name: '门店规则组',
    kind: 'rule',
    createTime,
    order: 10,
    tags: [{ id: 'etRuleHangzhou00000000000000001', name: '杭州到店', order: 1 }],
  },
]

/** The ids of the tags of this scenario, by meaning. */
export const tagIds = {
  gold: 'etLevelGold000000000000000000001',
  silver: 'etLevelSilver0000000000000000002',
  fresh: 'etLevelNew000000000000000000003',
  wholeHouse: 'etNeedWhole00000000000000000001',
  kitchen: 'etNeedKitchen000000000000000002',
  sofa: 'etNeedSofa000000000000000000003',
  hangzhou: 'etRuleHangzhou00000000000000001',
} as const
