/** Needs a question and a form. */
export const cancelOrder = {
  id: 'cancel', label: '取消订单', kind: 'submit', ticket: 't', confirm: '取消后需要重新下单。', fields: [
    { name: 'reason', label: '原因', type: 'select', required: true, options: [
      { value: 'late', label: '送达太晚' }, { value: 'broken', label: '商品破损' },
    ] },
    { name: 'contact', label: '联系电话', type: 'text', value: '138****8888' },
    { name: 'note', label: '备注', type: 'multiline' },
  ],
}
/** Needs only a yes. */
export const refund = { id: 'refund', label: '退款', kind: 'submit', ticket: 't', confirm: '将原路退回 ¥ 3,280。' }
/** Is done at once. */
export const stamp = { id: 'stamp', label: '加一枚印章', kind: 'submit', ticket: 't' }

/** Is sent into the chat, after a look at it. */
export const pay = { id: 'pay', label: '发送付款链接', kind: 'send', message: {
  type: 'link', title: 'A-42 · 实木餐桌', description: '应付 ¥ 3,280', url: 'https://pay.example.com/orders/A-42',
} }
/** Sets tags that the company has. */
export const gold = { id: 'gold', label: '标记意向', kind: 'tag', add: [{ name: '软装搭配' }], remove: [{ name: '全屋定制' }] }
/** Sets a tag that the company has not. */
export const unknownTag = { id: 'unknown', label: '标记等级', kind: 'tag', add: [{ name: '钻石会员' }] }
/** Sets the remark. */
const rename = { id: 'rename', label: '更新备注', kind: 'remark', text: '张伟-A-42-餐桌' }
const remind = { id: 'call', label: '提醒回访', kind: 'remind', text: '回访：餐桌是否满意' }

/** Panels of a company, as the page knows them before their cards come. */
export const PANELS = [
  { id: 'orders', title: { zh: '订单', en: 'Orders' }, open: true },
  { id: 'tickets', title: { zh: '工单', en: 'Tickets' }, open: true },
  { id: 'contracts', title: { zh: '合同', en: 'Contracts' }, open: false },
]

/** The lines of an answer with a card of every block, and one without any. */
export const LINES = [
  { panel: 'orders', card: { version: 1, title: '订单', badge: '2', updatedAt: '2026-03-01T08:00:00Z', blocks: [
    { type: 'metrics', metrics: [
      { label: '累计消费', value: '¥ 12,480', trend: 'up' }, { label: '订单', value: '2' },
      { label: '退款', value: '¥ 199', trend: 'flat' },
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
      { id: 'crm', label: '在 CRM 中打开', kind: 'open', url: 'https://crm.example.com' }, cancelOrder, refund, stamp,
      pay, gold, rename, unknownTag, remind, { id: 'phone', label: '拨打电话', kind: 'unknown' },
    ] },
    { type: 'unknown' },
  ] } },
  { panel: 'tickets', card: { version: 1, blocks: [
    { type: 'fields', fields: [
      { label: '最近工单', value: 'T-7', copyable: true }, { label: '状态', value: '处理中', tone: 'warning' },
    ] },
    { type: 'draft', text: '您好，您的餐桌已发货，预计周四送达。', source: '客服助手' },
  ] } },
  { panel: 'contracts', card: { version: 1, blocks: [] } },
]

/** Every problem that a panel can have. */
export const PROBLEMS = [
  { code: 'union_id_missing', reason: 'developer_account_not_bound' },
  { code: 'panel_busy' }, { code: 'panel_late' }, { code: 'panel_unavailable' }, { code: 'panel_refused' },
  { code: 'panel_address_refused' }, { code: 'panel_action_outdated' },
  { code: 'panel_card_invalid', detail: 'blocks.0.items.3.title: expected string; blocks.1.columns: longer than 8' },
]
