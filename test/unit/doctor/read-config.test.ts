import { expect, it } from 'vitest'
import { VARIABLES } from '../../../server/config/variables.ts'
import { readConfig } from '../../../server/doctor/config/read-config.ts'

const minimal = {
  NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
  NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
  NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
}
const foreignApp = { apps: ['wx0000000000000009'] }
const key = { id: 'shop', secrets: ['e7f1b2093c5d48a6907be4f1d2c3a586'], scopes: ['identities:erase'] }

function problemsOf(environment: Record<string, string | undefined>, language: 'en' | 'zh-CN'): string[] {
  const read = readConfig(environment)
  return 'problems' in read ? read.problems[language].split('\n') : []
}

it('a value that is missing or wrong is told in Chinese, with the place in the Chinese console', () => {
  expect(problemsOf({ ...minimal, NUXT_WECOM_CORP_ID: '', NUXT_WECOM_CALLBACK_TOKEN: 'x' }, 'zh-CN')).toEqual([
    'NUXT_WECOM_CORP_ID 未填写：应为企业ID，以 ww 或 wx 开头，后接字母和数字。来源：我的企业 → 企业信息 → 企业ID。',
    'NUXT_WECOM_CALLBACK_TOKEN 的值不对：应为 8–32 个字母和数字（点「随机获取」即可）。来源：应用管理 → 应用 → 接收消息 → 设置API接收。',
    'NUXT_WECOM_CALLBACK_TOKEN 和 NUXT_WECOM_CALLBACK_AES_KEY 必须同时填写。',
  ])
})

it.each([
  ['one of two callback values', { NUXT_WECOM_CALLBACK_TOKEN: 'abcdefgh' }],
  ['a value and its file', { NUXT_WECOM_AGENT_SECRET_FILE: '/x' }],
  ['a file that is not there', { NUXT_WECOM_AGENT_SECRET: '', NUXT_WECOM_AGENT_SECRET_FILE: '/no/such/file' }],
  ['a secret used twice', { NUXT_WECOM_AGENT_SECRET: minimal.NUXT_SESSION_PASSWORD }],
  ['a key for an unknown app', { NUXT_API_KEYS: JSON.stringify([{ ...key, ...foreignApp, scopes: [] }]) }],
  ['a key that erases for some apps', { NUXT_API_KEYS: JSON.stringify([{ ...key, apps: ['externalUserId'] }]) }],
  ['a port', { PORT: 'http' }],
  ['a forward proxy', { HTTPS_PROXY: 'ftp://proxy' }],
  ['a name that is none', { NUXT_WECOM_CORP: 'x', NUXT_WECOM_CORP_ID: '' }],
])('every line about %s is in both languages', (_, change) => {
  const environment = { ...minimal, ...change }
  const lines = problemsOf(environment, 'zh-CN')
  expect(lines).toHaveLength(problemsOf(environment, 'en').length)
  for (const line of lines) expect(line).toMatch(/[一-鿿].*。$/)
})

it.each(Object.values(VARIABLES).map(({ name }) => name))('what is wrong with %s is told in Chinese only', (name) => {
  for (const line of problemsOf({ ...minimal, [name]: '\u{7f}{' }, 'zh-CN')) {
    expect(line).toMatch(/ (?:的值不对：应为|必须同时填写)/)
    expect(line).not.toMatch(/ must | is wrong|App Management/)
  }
})
