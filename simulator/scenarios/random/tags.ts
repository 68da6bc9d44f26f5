import type { TagGroup } from '../scenario.ts'

const names = ['新客户', '意向客户', '已成交', '复购', '流失', '高价值', '渠道', '活动']

export const randomTagIds = names.map((_, index) => `etRandomTag${String(index + 1).padStart(21, '0')}`)

export const randomTagGroups: TagGroup[] = [{
  groupId: `etRandomGroup${'1'.padStart(19, '0')}`,
  name: '客户阶段',
  kind: 'corp',
  createTime: Date.parse('2024-01-01T09:00:00+08:00') / 1000,
  order: 10,
  tags: names.map((name, index) => ({ id: randomTagIds[index] as string, name, order: names.length - index })),
}]
