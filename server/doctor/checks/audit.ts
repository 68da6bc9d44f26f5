import type { AuditVerdict } from '../../audit/verify.ts'
import { hasCode } from '../../errors/app-error.ts'
import { variable } from '../../config/places.ts'
import { defineCheck, fail, ok } from '../check.ts'

const ALL_ROWS = {
  'en': 'Copy the database and the log, then run `npm run audit -- verify`: it checks every row.',
  'zh-CN': '先备份数据库和日志，再运行 `npm run audit -- verify`：它会校验每一行。',
}

export const audit = defineCheck({
  id: 'audit',
  title: { 'en': 'Audit', 'zh-CN': '审计记录' },
  needs: ({ config }) => config.databaseUrl ? ['database'] : ['data-dir'],
  causes: {
    forged: {
      cause: {
        'en': 'Rows of the audit are not as the server wrote them: changed, deleted or put in.',
        'zh-CN': '审计记录与服务写入的不一致：被改动、删除或插入。',
      },
      fix: ALL_ROWS,
      where: { 'en': 'accounts that may write to the database', 'zh-CN': '有数据库写权限的账号' },
    },
    older: {
      cause: {
        'en': 'The database is older than the audit that was written before: a copy was put back.',
        'zh-CN': '数据库比此前写入的审计记录更旧：可能恢复了旧备份。',
      },
      fix: ALL_ROWS,
      where: { 'en': 'the last restore of the database', 'zh-CN': '数据库最近一次恢复' },
    },
    unreadable: {
      cause: {
        'en': 'No session password opens the key of the audit: the server cannot write to it.',
        'zh-CN': '现有会话密码都无法解开审计密钥，服务无法写入审计。',
      },
      fix: {
        'en': 'Put the former password behind the new one in NUXT_SESSION_PASSWORD, with a comma.',
        'zh-CN': '在 NUXT_SESSION_PASSWORD 中把旧密码加到新密码之后，用英文逗号分隔。',
      },
      where: variable('NUXT_SESSION_PASSWORD'),
    },
  },
  async run({ verifyAudit, vault }) {
    let verdict: AuditVerdict | undefined
    try {
      verdict = await verifyAudit(vault)
    }
    catch (error) {
      if (hasCode(error, 'audit_key_unreadable')) return fail('unreadable')
      throw error
    }
    if (!verdict || verdict.rows === 0) return ok({ 'en': 'no row yet', 'zh-CN': '暂无记录' })
    const { rows, problem } = verdict
    if (problem) {
      const row = problem.row.toLocaleString('en')
      return fail(problem.kind === 'older' ? 'older' : 'forged', {
        evidence: { 'en': `row ${row}`, 'zh-CN': `第 ${row} 行` },
      })
    }
    const count = rows.toLocaleString('en')
    return ok({
      'en': `${count} rows, the newest are as they were written`,
      'zh-CN': `共 ${count} 行，最新的行与写入时一致`,
    })
  },
})
