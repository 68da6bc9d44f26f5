import type { TimelineAction, TimelineKind } from '#shared/timeline-kinds.ts'
import type { GroupWay } from '#shared/types/timeline.ts'
import type { Language } from '#shared/utils/language.ts'

/** Texts of the timeline. Apart from those of the notes, because most chats never open it. */
export interface TimelineTexts {
  pin: string
  unpin: string
  changed: string
  earlier: string
  timeline: string
  filter: string
  allKinds: string
  kinds: Record<TimelineKind, string>
  actions: Record<TimelineAction, string>
  addedBy: Record<'customer' | 'member' | 'colleague', string>
  groupWays: Record<GroupWay, string>
  times: (count: number) => string
  empty: string
  more: string
}

const zhCN: TimelineTexts = {
  pin: '置顶',
  unpin: '取消置顶',
  changed: '已编辑',
  earlier: '编辑历史',
  timeline: '客户动态',
  filter: '类型',
  allKinds: '全部',
  kinds: {
    note: '跟进', reminder: '提醒', stage: '阶段', reply: '回复', relation: '添加与流失', group: '客户群',
    change: '资料变更', sign_in: '登录', event: '业务',
  },
  actions: {
    written: '跟进记录',
    done: '完成提醒',
    stage: '修改阶段',
    sent: '发送回复',
    added: '添加客户',
    deleted_by_member: '删除客户',
    deleted_by_customer: '被客户删除',
    transferred: '分配客户',
    transfer_failed: '分配失败',
    joined_group: '加入客户群',
    left_group: '退出客户群',
    notes: '修改备注信息',
    tags: '修改标签',
    fields: '修改自定义字段',
    in_wecom: '在企业微信修改资料',
    mini_program: '登录小程序',
    reported: '业务动态',
  },
  addedBy: { customer: '客户主动添加', member: '成员主动添加', colleague: '同事分配' },
  groupWays: { invited: '成员邀请', qr_code: '扫描群二维码', left: '自己退群', removed: '被移出群聊' },
  times: count => `${count} 次`,
  empty: '暂无动态',
  more: '加载更多',
}

const en: TimelineTexts = {
  pin: 'Pin',
  unpin: 'Unpin',
  changed: 'Edited',
  earlier: 'Edit history',
  timeline: 'Timeline',
  filter: 'Type',
  allKinds: 'All',
  kinds: {
    note: 'Notes', reminder: 'Reminders', stage: 'Stages', reply: 'Replies', relation: 'Added and lost',
    group: 'Customer groups', change: 'Changes', sign_in: 'Sign-ins', event: 'Events',
  },
  actions: {
    written: 'Note',
    done: 'Finished reminder',
    stage: 'Changed stage',
    sent: 'Sent reply',
    added: 'Added customer',
    deleted_by_member: 'Deleted customer',
    deleted_by_customer: 'Deleted by customer',
    transferred: 'Customer assigned',
    transfer_failed: 'Assignment failed',
    joined_group: 'Joined customer group',
    left_group: 'Left customer group',
    notes: 'Changed details',
    tags: 'Changed tags',
    fields: 'Changed custom fields',
    in_wecom: 'Changed details in WeCom',
    mini_program: 'Signed in to mini program',
    reported: 'Event',
  },
  addedBy: { customer: 'Added by customer', member: 'Added by member', colleague: 'Assigned by a colleague' },
  groupWays: { invited: 'Invited', qr_code: 'By QR code', left: 'By themselves', removed: 'Removed' },
  times: count => `${count} times`,
  empty: 'No activity yet',
  more: 'Load more',
}

export const TIMELINE_TEXTS: Record<Language, TimelineTexts> = { 'zh-CN': zhCN, en }
