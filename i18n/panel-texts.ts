import type { PanelProblemCode } from '#shared/panel-problems.ts'
import type { Language } from '#shared/utils/language.ts'

/** Texts of panels. Apart from the others, because they load after the customer. */
export interface PanelTexts {
  loading: string
  slow: string
  retry: string
  empty: string
  newer: string
  updated: (age: string) => string
  copy: (label: string) => string
  trend: Record<'up' | 'down' | 'flat', string>
  draft: string
  useDraft: string
  reply: string
  send: string
  done: string
  unchanged: string
  unknownTag: string
  miniProgram: string
  order: string
  up: (title: string) => string
  down: (title: string) => string
  position: (title: string, position: number, count: number) => string
  problems: Record<PanelProblemCode, string>
}

const zhCN: PanelTexts = {
  loading: '正在加载',
  slow: '仍在等待…',
  retry: '重试',
  empty: '暂无内容',
  newer: '页面版本过低，无法显示',
  updated: age => `${age}更新`,
  copy: label => `复制${label}`,
  trend: { up: '上升', down: '下降', flat: '持平' },
  draft: '建议回复',
  useDraft: '填入回复框',
  reply: '回复内容',
  send: '发送',
  done: '已完成',
  unchanged: '无变化',
  unknownTag: '标签不存在或重名：',
  miniProgram: '小程序',
  order: '调整顺序',
  up: title => `上移${title}`,
  down: title => `下移${title}`,
  position: (title, position, count) => `${title}：第 ${position} 个，共 ${count} 个`,
  problems: {
    union_id_missing: '暂无 UnionID',
    panel_busy: '请求过多，请稍后重试',
    panel_late: '请求超时',
    panel_unavailable: '系统暂时无法访问',
    panel_refused: '系统拒绝了请求，请联系管理员',
    panel_address_refused: '地址不被允许，请联系管理员',
    panel_action_outdated: '操作已失效，请重新加载',
    panel_card_invalid: '返回内容有误，请联系管理员',
  },
}

const en: PanelTexts = {
  loading: 'Loading',
  slow: 'Still waiting…',
  retry: 'Retry',
  empty: 'Nothing to show',
  newer: 'This version can\'t show it',
  updated: age => `Updated ${age}`,
  copy: label => `Copy ${label}`,
  trend: { up: 'rising', down: 'falling', flat: 'unchanged' },
  draft: 'Suggested reply',
  useDraft: 'Use as reply',
  reply: 'Reply',
  send: 'Send',
  done: 'Done',
  unchanged: 'Nothing to change',
  unknownTag: 'Tag not found, or not unique:',
  miniProgram: 'Mini program',
  order: 'Reorder',
  up: title => `Move ${title} up`,
  down: title => `Move ${title} down`,
  position: (title, position, count) => `${title}: ${position} of ${count}`,
  problems: {
    union_id_missing: 'This customer has no UnionID',
    panel_busy: 'Too many requests. Try again shortly',
    panel_late: 'Request timed out',
    panel_unavailable: 'The system can\'t be reached right now',
    panel_refused: 'The system refused the request. Contact your admin',
    panel_address_refused: 'The address isn\'t allowed. Contact your admin',
    panel_action_outdated: 'This action has expired. Reload it',
    panel_card_invalid: 'The answer isn\'t valid. Contact your admin',
  },
}

export const PANEL_TEXTS: Record<Language, PanelTexts> = { 'zh-CN': zhCN, en }
