import type { PageAction, ShownCard, SubmitAction } from '#shared/types/card.ts'
import type { PanelRun } from '~/browser/panels/panel-action'
import { LONG } from './fixtures'

/** An action with a question and a form. */
export const cancelOrder: SubmitAction<string> = {
  id: 'cancel', label: '取消订单', kind: 'submit', confirm: '取消后需要重新下单。', fields: [
    { name: 'reason', label: '原因', type: 'select', required: true, options: [
      { value: 'late', label: '送达太晚' }, { value: 'broken', label: '商品破损' },
    ] },
    { name: 'note', label: '备注', type: 'multiline' },
  ],
}

/** The actions that the page does. */
export const pay: PageAction<string> & { kind: 'send' } = { id: 'pay', label: '发送付款链接', kind: 'send', message: {
  type: 'link', title: 'A-42 · 实木餐桌', description: '应付 ¥ 3,280', url: 'https://pay.example.com/orders/A-42',
} }
export const markGold: PageAction<string> & { kind: 'tag' } = {
  id: 'gold', label: '升级金卡', kind: 'tag', add: [{ name: '金卡会员' }], remove: [{ name: '银卡会员' }],
}
export const rename: PageAction<string> = { id: 'name', label: '更新备注', kind: 'remark', text: '张伟-A-42-餐桌' }
export const remind: PageAction<string> = { id: 'call', label: '提醒回访', kind: 'remind', text: '回访：餐桌是否满意' }

/** @returns the action as the member has started it */
export const runOf = (action: SubmitAction<string>): PanelRun => ({ action, input: {}, key: 'k' })

/** A card with every block. */
export const orders: ShownCard = {
  version: 1,
  title: '订单',
  badge: '3',
  updatedAt: '2026-03-01T08:00:00Z',
  blocks: [
    { type: 'metrics', metrics: [
      { label: '累计消费', value: '¥ 12,480', trend: 'up' }, { label: '订单', value: '3' },
      { label: '退款', value: '¥ 0', trend: 'flat' },
    ] },
    { type: 'fields', fields: [
      { label: '会员', value: '金卡', tone: 'good' }, { label: '最近订单', value: 'A-42', copyable: true },
    ] },
    { type: 'list', items: [
      { title: 'A-42 · 实木餐桌', detail: '已发货', meta: '2026-02-27', tone: 'good', url: 'https://crm.example.com' },
      { title: 'A-17 · 台灯', detail: '已退款', meta: '2025-11-02', tone: 'bad' },
    ] },
    { type: 'table', columns: [{ label: '日期' }, { label: '商品' }, { label: '金额', align: 'end' }], rows: [
      ['2026-02-27', '实木餐桌', '¥ 3,280'], ['2025-11-02', '台灯', '¥ 199'],
    ] },
    { type: 'timeline', events: [
      { at: '2026-02-27T02:30:00Z', title: '已发货', detail: '顺丰 SF1234567890' },
      { at: '2026-02-26T08:00:00Z', title: '已付款' },
    ] },
    { type: 'notice', text: '优惠券将于本月底到期', tone: 'warning' },
    { type: 'actions', actions: [
      { id: 'crm', label: '在 CRM 中打开', kind: 'open', url: 'https://crm.example.com' }, cancelOrder,
    ] },
    { type: 'draft', text: '您好，您的餐桌已发货，预计周四送达。', source: '客服助手' },
    { type: 'unknown' },
  ],
}

/** The same blocks with texts of any length. */
export const longCard: ShownCard = {
  version: 1,
  title: LONG,
  badge: LONG,
  blocks: [
    { type: 'metrics', metrics: [{ label: LONG, value: LONG, trend: 'down' }] },
    { type: 'fields', fields: [{ label: LONG, value: LONG, copyable: true }] },
    { type: 'list', items: [{ title: LONG, detail: LONG, meta: LONG, url: 'https://crm.example.com' }] },
    { type: 'table', columns: [{ label: LONG }, { label: LONG, align: 'end' }], rows: [[LONG, LONG]] },
    { type: 'timeline', events: [{ at: '2026-02-27T02:30:00Z', title: LONG, detail: LONG }] },
    { type: 'notice', text: LONG },
    { type: 'actions', actions: [
      { id: 'a', label: LONG, kind: 'open', url: 'https://crm.example.com' }, { id: 'b', label: LONG, kind: 'unknown' },
      { id: 'c', label: LONG, kind: 'submit' },
    ] },
    { type: 'draft', text: LONG, source: LONG },
  ],
}
