import type { AuditAction } from '#shared/audit-actions.ts'

/** No row is deleted before: the law asks for six months of network logs (网络安全法 art. 21). */
export const FLOOR_DAYS = 183
/** "Who saw this customer in March?" can be asked until the next March. */
const ACCESS_DAYS = 366
/** Records of processing are kept for three years (个人信息保护法 art. 56). */
const EVIDENCE_DAYS = 1_095

/**
 * When the row of an action is written:
 * - `before`: before the answer; when that fails, the action is refused;
 * - `with`: in the transaction of the change;
 * - `soon`: within a second, and the action does not wait for it.
 */
export type WriteTime = 'before' | 'with' | 'soon'

/** How an action is recorded. */
export interface AuditRule {
  by: 'member' | 'admin' | 'system' | 'anyone' | 'server'
  written: WriteTime
  keptDays: number
  /** The same action again within ten minutes raises the count of its row. */
  repeats?: true
  /** Names of the details. */
  details?: readonly string[]
}

/** The vocabulary of the audit. */
export const AUDIT_RULES = {
  sign_in: { by: 'anyone', written: 'soon', keptDays: ACCESS_DAYS, repeats: true, details: ['method'] },
  sign_out: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS },
  end_sessions: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, details: ['of', 'ended'] },
  session_ended: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, details: ['reason'] },
  open_set_up: { by: 'anyone', written: 'soon', keptDays: ACCESS_DAYS },
  view_customer: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  view_group: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  list_customers: {
    by: 'member', written: 'soon', keptDays: ACCESS_DAYS, repeats: true, details: ['page', 'customers'],
  },
  view_identities: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  hand_over_to_panel: {
    by: 'member', written: 'soon', keptDays: EVIDENCE_DAYS, details: ['panel', 'fields', 'origin'],
  },
  run_panel_action: {
    by: 'member', written: 'soon', keptDays: EVIDENCE_DAYS, details: ['panel', 'action', 'fields', 'origin'],
  },
  ask_followers: { by: 'member', written: 'before', keptDays: EVIDENCE_DAYS },
  reveal_mobiles: { by: 'member', written: 'before', keptDays: EVIDENCE_DAYS },
  view_timeline: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  add_note: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['note'] },
  change_note: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['note'] },
  delete_note: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['note'] },
  pin_note: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['note', 'pinned'] },
  view_note_versions: { by: 'member', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  set_stage: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['stage'] },
  define_stages: { by: 'admin', written: 'with', keptDays: EVIDENCE_DAYS, details: ['stages'] },
  set_field: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['field'] },
  define_fields: { by: 'admin', written: 'with', keptDays: EVIDENCE_DAYS, details: ['fields'] },
  add_reminder: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reminder'] },
  snooze_reminder: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reminder', 'via'] },
  finish_reminder: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reminder', 'via'] },
  reopen_reminder: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reminder'] },
  delete_reminder: { by: 'member', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reminder'] },
  hand_over_reminders: {
    by: 'server', written: 'with', keptDays: EVIDENCE_DAYS, details: ['from', 'to', 'reminders'],
  },
  send_reply: { by: 'member', written: 'soon', keptDays: EVIDENCE_DAYS, details: ['reply'] },
  change_notes: { by: 'member', written: 'soon', keptDays: EVIDENCE_DAYS, details: ['fields'] },
  change_tags: { by: 'member', written: 'soon', keptDays: EVIDENCE_DAYS, details: ['added', 'removed'] },
  resolve_identity: { by: 'admin', written: 'with', keptDays: EVIDENCE_DAYS, details: ['app', 'account', 'person'] },
  add_corp_reply: { by: 'admin', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reply'] },
  change_corp_reply: { by: 'admin', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reply'] },
  delete_corp_reply: { by: 'admin', written: 'with', keptDays: EVIDENCE_DAYS, details: ['reply'] },
  read_identity: { by: 'system', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  look_up_identities: { by: 'system', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  read_identity_changes: { by: 'system', written: 'soon', keptDays: ACCESS_DAYS, details: ['after', 'changes'] },
  convert_to_open_id: { by: 'system', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  link_identity: { by: 'system', written: 'with', keptDays: EVIDENCE_DAYS, details: ['app', 'account'] },
  keep_identity: { by: 'system', written: 'with', keptDays: EVIDENCE_DAYS, details: ['app', 'account'] },
  withdraw_identity: { by: 'system', written: 'with', keptDays: EVIDENCE_DAYS, details: ['app', 'account'] },
  export_identity: { by: 'system', written: 'before', keptDays: EVIDENCE_DAYS },
  erase_identity: { by: 'system', written: 'before', keptDays: EVIDENCE_DAYS },
  write_timeline: { by: 'system', written: 'with', keptDays: EVIDENCE_DAYS, details: ['events'] },
  write_customer_data: { by: 'system', written: 'with', keptDays: EVIDENCE_DAYS, details: ['customers'] },
  read_customer_data: { by: 'system', written: 'soon', keptDays: ACCESS_DAYS, repeats: true },
  refused: { by: 'anyone', written: 'soon', keptDays: FLOOR_DAYS, repeats: true, details: ['door', 'claimedKey'] },
  limit_hit: { by: 'anyone', written: 'soon', keptDays: FLOOR_DAYS, repeats: true, details: ['limit'] },
  read_audit: { by: 'admin', written: 'before', keptDays: EVIDENCE_DAYS, details: ['filter'] },
  export_audit: { by: 'admin', written: 'before', keptDays: EVIDENCE_DAYS, details: ['filter', 'format'] },
  rows_lost: { by: 'server', written: 'soon', keptDays: EVIDENCE_DAYS, details: ['rows'] },
} as const satisfies Record<AuditAction, AuditRule>

/** The actions whose rows are written at this time. */
export type ActionWritten<Time extends WriteTime> = {
  [Action in AuditAction]: typeof AUDIT_RULES[Action]['written'] extends Time ? Action : never
}[AuditAction]

/** @returns whether the action is one whose repetitions are counted */
export function isRepeatable({ action }: { action: string }): boolean {
  const rules: Readonly<Record<string, AuditRule>> = AUDIT_RULES
  return rules[action]?.repeats ?? false
}
