/** What the audit records, in the order of the docs and of the page. */
export const AUDIT_ACTIONS = [
  'sign_in', 'sign_out', 'end_sessions', 'session_ended', 'open_set_up',
  'view_customer', 'view_group', 'list_customers', 'view_identities', 'hand_over_to_panel',
  'run_panel_action', 'ask_followers', 'reveal_mobiles',
  'view_timeline', 'add_note', 'change_note', 'delete_note', 'pin_note',
  'view_note_versions', 'set_stage', 'define_stages', 'set_field', 'define_fields',
  'add_reminder', 'snooze_reminder', 'finish_reminder', 'reopen_reminder', 'delete_reminder',
  'hand_over_reminders', 'send_reply',
  'change_notes', 'change_tags', 'resolve_identity', 'add_corp_reply', 'change_corp_reply', 'delete_corp_reply',
  'read_identity', 'look_up_identities', 'read_identity_changes', 'convert_to_open_id',
  'link_identity', 'keep_identity', 'withdraw_identity', 'export_identity', 'erase_identity', 'write_timeline',
  'write_customer_data', 'read_customer_data',
  'refused', 'limit_hit', 'read_audit', 'export_audit', 'rows_lost',
] as const

export type AuditAction = typeof AUDIT_ACTIONS[number]
