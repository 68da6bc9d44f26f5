import type { GroupMember, JoinScene } from '#shared/types/group.ts'
import type { Language } from '#shared/utils/language.ts'

/** Texts of a customer group. Apart from the others, because the chat of a customer never shows them. */
export interface GroupTexts {
  unnamed: string
  summary: (members: number, customers: number) => string
  about: string
  owner: string
  notice: string
  members: string
  createdAt: string
  search: string
  everybody: string
  onlyCustomers: string
  noneFound: string
  none: Record<Exclude<GroupMember['kind'], 'colleague'>, string>
  chatId: string
  found: (count: number) => string
  roles: Record<'owner' | 'admin', string>
  kinds: Record<GroupMember['kind'], string>
  scenes: Record<JoinScene, string>
  copyUnionId: (name: string) => string
}

const zhCN: GroupTexts = {
  unnamed: '未命名群聊',
  summary: (members, customers) => `客户群 · ${members} 人 · ${customers} 位客户`,
  about: '群信息',
  owner: '群主',
  notice: '群公告',
  members: '成员',
  createdAt: '创建时间',
  search: '搜索成员',
  everybody: '全部',
  onlyCustomers: '只看我的客户',
  noneFound: '无匹配的成员',
  none: { customer: '群内暂无我的客户', stranger: '群内客户均已添加' },
  chatId: '群 ID',
  found: count => `${count} 位成员`,
  roles: { owner: '群主', admin: '管理员' },
  kinds: { colleague: '同事', customer: '我的客户', stranger: '未添加' },
  scenes: { invited: '邀请入群', link: '通过链接入群', qr_code: '扫码入群', unknown: '入群' },
  copyUnionId: name => `复制 ${name} 的 UnionID`,
}

const en: GroupTexts = {
  unnamed: 'Unnamed group',
  summary: (members, customers) =>
    `Customer group · ${members} people · ${customers === 1 ? '1 customer' : `${customers} customers`}`,
  about: 'About this group',
  owner: 'Owner',
  notice: 'Notice',
  members: 'Members',
  createdAt: 'Created',
  search: 'Search members',
  everybody: 'All',
  onlyCustomers: 'My customers only',
  noneFound: 'No matching members',
  none: { customer: 'No customers of yours here', stranger: 'You\'ve added everyone here' },
  chatId: 'Group ID',
  found: count => count === 1 ? '1 member' : `${count} members`,
  roles: { owner: 'Owner', admin: 'Admin' },
  kinds: { colleague: 'Colleague', customer: 'My customer', stranger: 'Not added yet' },
  scenes: { invited: 'Invited', link: 'By link', qr_code: 'By QR code', unknown: 'Joined' },
  copyUnionId: name => `Copy UnionID of ${name}`,
}

export const GROUP_TEXTS: Record<Language, GroupTexts> = { 'zh-CN': zhCN, en }
