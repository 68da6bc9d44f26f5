import type { AuditAction } from '#shared/audit-actions.ts'
import type { Language } from '#shared/utils/language.ts'

/** Texts of the audit page. Apart from the others, because the sidebar does not load them. */
export interface AuditTexts {
  title: string
  intro: string
  back: string
  actor: string
  customer: string
  customerHint: string
  action: string
  anyAction: string
  from: string
  to: string
  search: string
  exportCsv: string
  exportNdjson: string
  results: string
  empty: string
  emptyHint: string
  more: string
  loading: string
  unknown: string
  times: (count: number) => string
  until: string
  refused: string
  details: string
  network: string
  request: string
  pseudonym: string
  result: string
  row: string
  actions: Record<AuditAction, string>
}

const zhCN: AuditTexts = {
  title: '审计记录',
  intro: '成员对客户的操作记录。客户以代号显示。查询和导出也会被记录。',
  back: '返回侧边栏',
  actor: '成员',
  customer: '客户',
  customerHint: 'external_userid 或 unionid',
  action: '操作',
  anyAction: '全部操作',
  from: '从',
  to: '至（含当天）',
  search: '查询',
  exportCsv: '导出 CSV',
  exportNdjson: '导出 NDJSON',
  results: '结果',
  empty: '暂无符合条件的记录',
  emptyHint: '请减少筛选条件或扩大日期范围。',
  more: '加载更早的记录',
  loading: '正在查询…',
  unknown: '未知',
  times: count => `${count} 次`,
  until: '至',
  refused: '已拒绝',
  details: '详情',
  network: '来源网络',
  request: '请求 ID',
  pseudonym: '客户代号',
  result: '错误码',
  row: '行号',
  actions: {
    sign_in: '登录',
    sign_out: '退出登录',
    end_sessions: '退出成员的全部登录',
    session_ended: '登录被终止',
    open_set_up: '用一次性链接打开配置检查',
    view_customer: '查看客户',
    view_group: '查看客户群',
    list_customers: '查看客户列表',
    view_identities: '查看客户的关联账号',
    hand_over_to_panel: '向面板提供客户信息',
    run_panel_action: '在面板中操作',
    ask_followers: '查询跟进人',
    reveal_mobiles: '查看完整号码',
    view_timeline: '查看客户动态',
    add_note: '添加跟进记录',
    change_note: '编辑跟进记录',
    delete_note: '删除跟进记录',
    pin_note: '置顶或取消置顶跟进记录',
    view_note_versions: '查看跟进记录的编辑历史',
    set_stage: '修改客户阶段',
    define_stages: '设置客户阶段',
    set_field: '修改自定义字段',
    define_fields: '设置自定义字段',
    add_reminder: '添加提醒',
    snooze_reminder: '推迟提醒',
    finish_reminder: '完成提醒',
    reopen_reminder: '撤销完成提醒',
    delete_reminder: '删除提醒',
    hand_over_reminders: '移交提醒',
    send_reply: '发送回复',
    change_notes: '修改备注信息',
    change_tags: '修改标签',
    resolve_identity: '确认账号归属',
    add_corp_reply: '新建企业快捷回复',
    change_corp_reply: '编辑企业快捷回复',
    delete_corp_reply: '删除企业快捷回复',
    read_identity: '系统读取客户身份',
    look_up_identities: '系统批量查询客户身份',
    read_identity_changes: '系统读取身份变更',
    convert_to_open_id: '系统换取支付 openid',
    link_identity: '系统关联账号',
    keep_identity: '系统确认账号归属',
    withdraw_identity: '系统撤销关联',
    export_identity: '系统导出个人数据',
    erase_identity: '系统删除个人数据',
    write_timeline: '系统写入客户动态',
    write_customer_data: '系统写入客户阶段和自定义字段',
    read_customer_data: '系统读取客户阶段和自定义字段',
    refused: '请求被拒绝',
    limit_hit: '超出频率限制',
    read_audit: '查询审计记录',
    export_audit: '导出审计记录',
    rows_lost: '写入失败的记录',
  },
}

const en: AuditTexts = {
  title: 'Audit log',
  intro: 'What members did with customers. Customers appear under a pseudonym. '
    + 'Searches and exports are logged too.',
  back: 'Back to sidebar',
  actor: 'Member',
  customer: 'Customer',
  customerHint: 'external_userid or unionid',
  action: 'Action',
  anyAction: 'All actions',
  from: 'From',
  to: 'To (inclusive)',
  search: 'Search',
  exportCsv: 'Export CSV',
  exportNdjson: 'Export NDJSON',
  results: 'Results',
  empty: 'No matching records',
  emptyHint: 'Remove a filter or widen the date range.',
  more: 'Load older records',
  loading: 'Searching…',
  unknown: 'unknown',
  times: count => `${count} times`,
  until: 'to',
  refused: 'Refused',
  details: 'Details',
  network: 'Network',
  request: 'Request ID',
  pseudonym: 'Pseudonym',
  result: 'Code',
  row: 'Row',
  actions: {
    sign_in: 'Signed in',
    sign_out: 'Signed out',
    end_sessions: 'Signed a member out everywhere',
    session_ended: 'Signed out by the server',
    open_set_up: 'Opened the setup check with a one-time link',
    view_customer: 'Viewed a customer',
    view_group: 'Viewed a customer group',
    list_customers: 'Listed customers',
    view_identities: 'Viewed linked accounts',
    hand_over_to_panel: 'Sent customer data to a panel',
    run_panel_action: 'Used an action of a panel',
    ask_followers: 'Asked who follows a customer',
    reveal_mobiles: 'Revealed phone numbers',
    view_timeline: 'Viewed a timeline',
    add_note: 'Added a note',
    change_note: 'Changed a note',
    delete_note: 'Deleted a note',
    pin_note: 'Pinned or unpinned a note',
    view_note_versions: 'Viewed a note\'s edit history',
    set_stage: 'Changed a customer\'s stage',
    define_stages: 'Changed the list of stages',
    set_field: 'Changed a custom field',
    define_fields: 'Changed the list of custom fields',
    add_reminder: 'Added a reminder',
    snooze_reminder: 'Snoozed a reminder',
    finish_reminder: 'Marked a reminder as done',
    reopen_reminder: 'Reopened a reminder',
    delete_reminder: 'Deleted a reminder',
    hand_over_reminders: 'Handed over reminders',
    send_reply: 'Sent a reply',
    change_notes: 'Changed details',
    change_tags: 'Changed tags',
    resolve_identity: 'Confirmed an account\'s owner',
    add_corp_reply: 'Added a company reply',
    change_corp_reply: 'Changed a company reply',
    delete_corp_reply: 'Deleted a company reply',
    read_identity: 'System read a person',
    look_up_identities: 'System looked up people',
    read_identity_changes: 'System read changes',
    convert_to_open_id: 'System got an openid for payments',
    link_identity: 'System linked an account',
    keep_identity: 'System confirmed an account\'s owner',
    withdraw_identity: 'System withdrew a link',
    export_identity: 'System exported a person\'s data',
    erase_identity: 'System erased a person\'s data',
    write_timeline: 'System wrote to timelines',
    write_customer_data: 'System set stages and custom fields',
    read_customer_data: 'System read stages and custom fields',
    refused: 'Request refused',
    limit_hit: 'Limit reached',
    read_audit: 'Searched the audit log',
    export_audit: 'Exported the audit log',
    rows_lost: 'Records not written',
  },
}

export const AUDIT_TEXTS: Readonly<Record<Language, AuditTexts>> = { 'zh-CN': zhCN, en }
