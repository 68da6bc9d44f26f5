import { unknownNames } from '../config/read-config.ts'
import { defineCheck, ok, warn } from '../check.ts'

/** Runs only with a configuration that could be read; otherwise the report has its problems. */
export const config = defineCheck({
  id: 'config',
  title: { 'en': 'Environment variables', 'zh-CN': '环境变量' },
  steps: [2],
  variables: ['limitFactors', 'allowInsecureHttp', 'setUpLink', 'drainSeconds', 'keepAliveSeconds', 'logLevel',
    'auditDays', 'storyDays', 'accessPolicy', 'adminUserIds', 'apiKeys'],
  needs: () => [],
  causes: {
    invalid: {
      cause: { 'en': 'Variables are missing or wrong.', 'zh-CN': '有变量缺失或不正确。' },
      fix: {
        'en': 'Correct each line above in .env, then restart the server.',
        'zh-CN': '在 .env 中逐条改正上面的内容，然后重启服务。',
      },
      where: { 'en': '.env (.env.example explains each variable)', 'zh-CN': '.env（.env.example 说明了每个变量）' },
    },
    unknown: {
      cause: { 'en': 'Variables are set that do not exist.', 'zh-CN': '设置了不存在的变量。' },
      fix: { 'en': 'Correct the spelling, or remove them.', 'zh-CN': '改正拼写，或删除它们。' },
      where: { 'en': '.env', 'zh-CN': '.env' },
    },
    dollar: {
      cause: {
        'en': 'A $ in .env is not in single quotes: docker compose puts the value of a variable in its place, '
          + 'npm start does not.',
        'zh-CN': '.env 中的 $ 不在单引号内：docker compose 会把它替换为变量的值，npm start 不会。',
      },
      fix: {
        'en': 'Put the whole value into single quotes: NAME=\'pa$word\'. Then restart.',
        'zh-CN': '用单引号括住整个值：NAME=\'pa$word\'，然后重启。',
      },
      where: { 'en': '.env', 'zh-CN': '.env' },
    },
    noAdmin: {
      cause: {
        'en': 'No member is an admin, so no member sees advice or this page.',
        'zh-CN': '没有管理员，因此没有成员能看到修复建议和本页面。',
      },
      fix: {
        'en': 'Put your userid into NUXT_ADMIN_USER_IDS and restart.',
        'zh-CN': '把你的账号（userid）填入 NUXT_ADMIN_USER_IDS 并重启。',
      },
      where: {
        'en': '.env: NUXT_ADMIN_USER_IDS; the userid is at Contacts → member → Account (通讯录 → 成员 → 账号)',
        'zh-CN': '.env：NUXT_ADMIN_USER_IDS；账号见 通讯录 → 成员 → 账号',
      },
    },
  },
  run({ environment, looseDollars = [], config: { adminUserIds } }) {
    const unknown = unknownNames(environment)
    if (unknown.length > 0) return warn('unknown', { evidence: unknown.join(', ') })
    if (looseDollars.length > 0) return warn('dollar', { evidence: looseDollars.join(', ') })
    if (adminUserIds.length === 0) return warn('noAdmin')
    return ok()
  },
})
