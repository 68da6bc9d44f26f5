import type { Language } from '#shared/utils/language.ts'

/** Texts of reminders. Apart from the others, because they load after the customer. */
export interface ReminderTexts {
  title: string
  text: string
  when: string
  choices: Record<'tomorrow' | 'threeDays' | 'nextMonday' | 'own', string>
  notAhead: string
  overdue: string
  undelivered: string
  done: string
  snooze: string
  remove: string
  /** What the last change was. */
  outcomes: Record<'added' | 'done' | 'snoozed' | 'deleted', string>
  /** Of the member, on the workbench. */
  mine: string
  none: string
  groups: Record<'overdue' | 'today' | 'later', string>
}

const zhCN: ReminderTexts = {
  title: '提醒',
  text: '提醒内容',
  when: '提醒时间',
  choices: { tomorrow: '明天 9:00', threeDays: '3 天后', nextMonday: '下周一', own: '自选时间' },
  notAhead: '请选择两年内的未来时间',
  overdue: '已逾期',
  undelivered: '未送达',
  done: '完成',
  snooze: '推迟',
  remove: '删除',
  outcomes: { added: '已设置提醒', done: '已完成', snoozed: '已推迟', deleted: '已删除' },
  mine: '我的提醒',
  none: '暂无提醒',
  groups: { overdue: '已逾期', today: '今天', later: '之后' },
}

const en: ReminderTexts = {
  title: 'Reminders',
  text: 'Reminder',
  when: 'Time',
  choices: { tomorrow: 'Tomorrow 9:00', threeDays: 'In 3 days', nextMonday: 'Next Monday', own: 'Other time' },
  notAhead: 'Choose a time within the next two years',
  overdue: 'Overdue',
  undelivered: 'Not delivered',
  done: 'Done',
  snooze: 'Snooze',
  remove: 'Delete',
  outcomes: { added: 'Reminder set', done: 'Done', snoozed: 'Snoozed', deleted: 'Deleted' },
  mine: 'My reminders',
  none: 'No reminders',
  groups: { overdue: 'Overdue', today: 'Today', later: 'Later' },
}

export const REMINDER_TEXTS: Record<Language, ReminderTexts> = { 'zh-CN': zhCN, en }
