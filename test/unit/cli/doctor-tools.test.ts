import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const script = `
import { createTools } from './cli/doctor/open-tools.ts'
import { readConfig } from './server/doctor/config/read-config.ts'
const { clock } = createTools({ environment: process.env, looseDollars: [] }, readConfig(process.env))
await clock.sleep(20)
console.log('awake')
`

it('a wait keeps the doctor alive when nothing else does, as between two tries', () => {
  const environment = {
    NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
    NUXT_WECOM_AGENT_ID: '1000002',
    NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
    NUXT_SITE_URL: 'https://sidebar.example.com',
    NUXT_SESSION_PASSWORD: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
  }
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)), env: environment, encoding: 'utf8',
  })
  expect(printed).toBe('awake\n')
})
