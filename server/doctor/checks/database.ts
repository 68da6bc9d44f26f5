import { AppError, hasCode } from '../../errors/app-error.ts'
import { DATABASE_ADVICE } from '../../storage/sql/database-advice.ts'
import { inspectPostgres } from '../../storage/sql/inspect-postgres.ts'
import { defineCheck, fail, ok, skipped } from '../check.ts'
import { variable } from '../../config/places.ts'

const where = variable('NUXT_DATABASE_URL')

export const database = defineCheck({
  id: 'database',
  title: { 'en': 'PostgreSQL', 'zh-CN': 'PostgreSQL' },
  variables: ['databaseUrl'],
  needs: () => ['config'],
  causes: {
    unreachable: {
      cause: { 'en': 'PostgreSQL cannot be reached, or does not work now.', 'zh-CN': '无法连接 PostgreSQL，或它目前不可用。' },
      fix: DATABASE_ADVICE.unreachable,
      where,
    },
    refused: {
      cause: { 'en': 'PostgreSQL refuses this set-up.', 'zh-CN': 'PostgreSQL 拒绝此配置。' },
      fix: DATABASE_ADVICE.account,
      where,
    },
    rights: {
      cause: {
        'en': 'Tables have to be created or changed, and the user may not do that.',
        'zh-CN': '需要建表或改表，但该用户无权这样做。',
      },
      fix: DATABASE_ADVICE.rights,
      where,
    },
    readOnly: {
      cause: {
        'en': 'PostgreSQL is read-only: a standby, or set to read-only.',
        'zh-CN': 'PostgreSQL 只读：它是备库，或被设为只读。',
      },
      fix: {
        'en': 'Name the primary in NUXT_DATABASE_URL, or switch default_transaction_read_only off.',
        'zh-CN': 'NUXT_DATABASE_URL 要指向主库，或关闭 default_transaction_read_only。',
      },
      where,
    },
    clearText: {
      cause: {
        'en': 'The connection to another machine is not encrypted or not checked; the server does not start with it.',
        'zh-CN': '到其他机器的连接未加密或未校验，服务因此无法启动。',
      },
      fix: {
        'en': 'Put ?sslmode=verify-full at the end of NUXT_DATABASE_URL, or allow it with NUXT_ALLOW_INSECURE_HTTP=1.',
        'zh-CN': '在 NUXT_DATABASE_URL 末尾加 ?sslmode=verify-full，或用 NUXT_ALLOW_INSECURE_HTTP=1 允许。',
      },
      where,
    },
  },
  async run({ config: { databaseUrl }, plainVariables }) {
    if (!databaseUrl) {
      return skipped({
        'en': 'Not used: SQLite (NUXT_DATABASE_URL is empty).',
        'zh-CN': '未使用：SQLite（NUXT_DATABASE_URL 为空）。',
      })
    }
    if (plainVariables.includes('NUXT_DATABASE_URL')) return fail('clearText')
    try {
      const { version, isReadOnly, isEncrypted, mayCreateTables, pending } = await inspectPostgres(databaseUrl)
      const tls = isEncrypted ? 'TLS' : 'no TLS'
      const evidence = {
        'en': `PostgreSQL ${version}, ${tls}, ${pending === 0 ? 'up to date' : `${pending} migrations to make`}`,
        'zh-CN': `PostgreSQL ${version}，${isEncrypted ? 'TLS' : '无 TLS'}，`
          + (pending === 0 ? '表结构最新' : `待执行 ${pending} 个迁移`),
      }
      if (isReadOnly) return fail('readOnly', { evidence })
      return pending > 0 && !mayCreateTables ? fail('rights', { evidence }) : ok(evidence)
    }
    catch (error) {
      if (!(error instanceof AppError)) throw error
      const { detail, causeCode, advice } = error
      const isRefused = hasCode(error, 'database_config')
      return fail(isRefused ? advice === DATABASE_ADVICE.rights ? 'rights' : 'refused' : 'unreachable', {
        evidence: detail ?? causeCode, fix: advice,
      })
    }
  },
})
