import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import { createFleet, passwordFingerprints } from '../fleet.ts'
import { variable } from '../../config/places.ts'

export const fleet = defineCheck({
  id: 'fleet',
  title: { 'en': 'Processes that share the store', 'zh-CN': '共用存储的进程' },
  needs: ({ config }) => config.redis ? ['redis'] : ['data-dir'],
  causes: {
    passwords: {
      cause: {
        'en': 'Processes on the same store have different session passwords: members are signed out at random.',
        'zh-CN': '共用存储的进程使用不同的会话密码：成员会随机退出登录。',
      },
      fix: {
        'en': 'Set NUXT_SESSION_PASSWORD to the same value everywhere, and restart every process.',
        'zh-CN': '所有进程的 NUXT_SESSION_PASSWORD 设为相同的值，并全部重启。',
      },
      where: variable('NUXT_SESSION_PASSWORD'),
    },
    builds: {
      cause: { 'en': 'Processes of different builds run at the same time.', 'zh-CN': '同时运行着不同构建的进程。' },
      fix: { 'en': 'Finish the upgrade: restart the older ones.', 'zh-CN': '完成升级：重启旧进程。' },
      where: { 'en': 'the other servers', 'zh-CN': '其他服务器' },
    },
    divided: {
      cause: {
        'en': 'NUXT_REDIS_URL is set without NUXT_DATABASE_URL: several machines would share sessions, but not '
          + 'quick replies, identities, notes, timelines, stages, own fields, reminders and the audit.',
        'zh-CN': '设置了 NUXT_REDIS_URL 而没有 NUXT_DATABASE_URL：多台机器会共用会话，但快捷回复、身份关系、跟进记录、动态、'
          + '阶段、自定义字段、提醒和审计各自独立。',
      },
      fix: {
        'en': 'Set NUXT_DATABASE_URL to one PostgreSQL everywhere, or run one machine.',
        'zh-CN': '所有机器的 NUXT_DATABASE_URL 设为同一个 PostgreSQL，或只运行一台机器。',
      },
      where: variable('NUXT_DATABASE_URL'),
    },
  },
  async run({ config, store, storeProblem, roots, clock }) {
    if (storeProblem !== undefined) return skipped({ 'en': 'The store does not work.', 'zh-CN': '存储不可用。' })
    const processes = await createFleet(store, config).alive(clock.wall())
    const ours = passwordFingerprints(roots)
    const isForeign = (passwords: string[]) => !passwords.some(password => ours.includes(password))
    const evidence = { 'en': `${processes.length} running`, 'zh-CN': `${processes.length} 个在运行` }
    if (processes.some(({ passwords }) => isForeign(passwords))) return fail('passwords', { evidence })
    if (new Set(processes.map(({ build }) => build)).size > 1) return warn('builds', { evidence })
    return config.redis && !config.databaseUrl ? warn('divided', { evidence }) : ok(evidence)
  },
})
