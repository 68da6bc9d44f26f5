import { AUDIT_RULES } from '../../server/audit/actions.ts'
import type { AuditRule } from '../../server/audit/actions.ts'
import { AUDIT_TEXTS } from '../../i18n/audit-texts.ts'
import { AUDIT_ACTIONS } from '../../shared/audit-actions.ts'
import type { Language } from '../../shared/utils/language.ts'
import { table } from './table.ts'

interface Words {
  headings: string[]
  by: Record<AuditRule['by'], string>
  written: Record<AuditRule['written'], string>
  days: (days: number) => string
  counted: string
}

const WORDS: Record<Language, Words> = {
  'en': {
    headings: ['action', 'meaning', 'by', 'details', 'written', 'kept'],
    by: { member: 'member', admin: 'admin', system: 'system', anyone: 'anyone', server: 'server' },
    written: { before: 'before the answer', with: 'with the change', soon: 'within a second' },
    days: days => `${days} days`,
    counted: ', counted',
  },
  'zh-CN': {
    headings: ['操作', '含义', '由谁', '详情', '写入', '保留'],
    by: { member: '成员', admin: '管理员', system: '系统', anyone: '任何人', server: '服务' },
    written: { before: '应答之前', with: '与修改同一事务', soon: '一秒之内' },
    days: days => `${days} 天`,
    counted: '，计次',
  },
}

/** @returns the table of everything that the audit records */
export function auditTable(language: Language): string {
  const { headings, by, written, days, counted } = WORDS[language]
  const rows = AUDIT_ACTIONS.map((action) => {
    const rule: AuditRule = AUDIT_RULES[action]
    const details = (rule.details ?? []).map(name => `\`${name}\``).join(', ')
    const how = written[rule.written] + (rule.repeats ? counted : '')
    return [`\`${action}\``, AUDIT_TEXTS[language].actions[action], by[rule.by], details, how, days(rule.keptDays)]
  })
  return table(headings, rows)
}
