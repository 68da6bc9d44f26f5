import type { Language } from '#shared/utils/language.ts'

const zhCN = {
  searched: '已搜索姓名、备注、拼音、企业、电话、标签、渠道、来源',
  foundIn: { company: '企业', phone: '电话', tag: '标签', channel: '渠道', source: '来源' },
  order: '排序',
  orders: { wecom: '默认排序', opened: '最近打开', added: '最近添加', contact: '最久未联系' },
  contact: '上次联系',
  noContact: '暂无',
  contactHint: '按跟进记录、快捷回复和提醒计算',
  withoutUnionId: '缺少 UnionID',
  narrow: '筛选',
  tagsHint: '同组标签满足任一即可，不同组需同时满足。',
  chosenTags: '已选标签',
  removeTag: (name: string) => `移除标签 ${name}`,
  clearTags: '清除标签',
  clear: '清除筛选',
  show: (count: number) => `查看 ${count} 位客户`,
}

/** The texts of searching, filtering and sorting one's customers. The first load does not have them. */
export type CustomerFilterTexts = typeof zhCN

const en: CustomerFilterTexts = {
  searched: 'Searched names, aliases, pinyin, companies, phones, tags, channels and sources',
  foundIn: { company: 'Company', phone: 'Phone', tag: 'Tag', channel: 'Channel', source: 'Source' },
  order: 'Sort by',
  orders: {
    wecom: 'Default order', opened: 'Recently opened', added: 'Recently added', contact: 'Oldest contact',
  },
  contact: 'Last contact',
  noContact: 'none yet',
  contactHint: 'Based on notes, quick replies and reminders',
  withoutUnionId: 'Missing UnionID',
  narrow: 'Filter',
  tagsHint: 'Matches any selected tag in each group.',
  chosenTags: 'Selected tags',
  removeTag: name => `Remove tag ${name}`,
  clearTags: 'Clear tags',
  clear: 'Clear filters',
  show: count => count === 1 ? 'Show 1 customer' : `Show ${count} customers`,
}

export const CUSTOMER_FILTER_TEXTS: Record<Language, CustomerFilterTexts> = { 'zh-CN': zhCN, en }
