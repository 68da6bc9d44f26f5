import type { Advice } from '../../errors/app-error.ts'

/** What an admin does when PostgreSQL cannot be reached, or refuses the set-up. */
export const DATABASE_ADVICE = {
  unreachable: {
    'en': 'Check that PostgreSQL runs, and host and port in NUXT_DATABASE_URL.',
    'zh-CN': '确认 PostgreSQL 正在运行，并核对 NUXT_DATABASE_URL 中的主机和端口。',
  },
  rights: {
    'en': 'The user in NUXT_DATABASE_URL may not create tables; since PostgreSQL 15, only the owner of the database '
      + 'may. As an administrator: GRANT USAGE, CREATE ON SCHEMA public TO that user, or make it the owner.',
    'zh-CN': 'NUXT_DATABASE_URL 中的用户无权建表（自 PostgreSQL 15 起默认只有数据库所有者可以）。'
      + '请以管理员执行：GRANT USAGE, CREATE ON SCHEMA public TO 该用户，或把数据库的所有者改为该用户。',
  },
  account: {
    'en': 'PostgreSQL refuses the sign-in: check user and password in NUXT_DATABASE_URL (write % / ? # @ in them '
      + 'percent-encoded), and that pg_hba.conf admits this server.',
    'zh-CN': 'PostgreSQL 拒绝登录：检查 NUXT_DATABASE_URL 中的用户名和密码（其中的 % / ? # @ 要写成百分号编码），'
      + '以及 pg_hba.conf 是否允许本服务器。',
  },
  database: {
    'en': 'The database in NUXT_DATABASE_URL does not exist: create it, or correct the name.',
    'zh-CN': 'NUXT_DATABASE_URL 中的数据库不存在：请创建它，或改正名称。',
  },
  pooler: {
    'en': 'The pooler in between loses prepared statements: set pool_mode=session, or use PgBouncer 1.21 or later with '
      + 'max_prepared_statements above 0, or connect to PostgreSQL itself.',
    'zh-CN': '中间的连接池丢失了预备语句：请设置 pool_mode=session，或使用 PgBouncer 1.21 以上并把 max_prepared_statements '
      + '设为大于 0，或直连 PostgreSQL。',
  },
  certificate: {
    'en': 'The certificate of PostgreSQL cannot be checked: NUXT_DATABASE_URL needs sslrootcert=/path/to/ca.pem with a '
      + 'file that this process can read, and the host name that the certificate names.',
    'zh-CN': '无法校验 PostgreSQL 的证书：NUXT_DATABASE_URL 中须有 sslrootcert=/path/to/ca.pem（本进程可读的文件），'
      + '并使用证书中的主机名。',
  },
  tls: {
    'en': 'PostgreSQL does not speak TLS: switch ssl on in postgresql.conf, or remove sslmode from NUXT_DATABASE_URL.',
    'zh-CN': 'PostgreSQL 未启用 TLS：在 postgresql.conf 中打开 ssl，或从 NUXT_DATABASE_URL 中去掉 sslmode。',
  },
} as const satisfies Record<string, Advice>
