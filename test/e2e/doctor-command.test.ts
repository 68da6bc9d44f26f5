import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DoctorReport } from '../../shared/types/doctor.ts'
import { spawnApp, waitUntilHealthy } from './support/app-process.ts'
import { startDoctorSite } from './support/doctor-site.ts'
import { idsOf, runDoctor } from './support/doctor.ts'

function folderWith(env: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-env-'))
  writeFileSync(join(folder, '.env'), env)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('bad input', () => {
  it.each([[['--nonsense']], [['--lang', 'fr']], [['extra']]])('%s: one line, exit code 2', async (args) => {
    const text = await runDoctor({}, { args })
    expect([text.code, text.stdout, text.stderr.trim().split('\n').length]).toEqual([2, '', 1])
    const { code, stdout } = await runDoctor({}, { args: ['--json', ...args] })
    const { status, checks } = JSON.parse(stdout) as DoctorReport
    expect([code, status, checks.length, stdout.trim().split('\n').length]).toEqual([2, 'fail', 1, 1])
  })

  it('a .env that cannot be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-env-'))
    mkdirSync(join(folder, '.env'))
    chmodSync(join(folder, '.env'), 0)
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const { code, stdout } = await runDoctor({}, { cwd: folder })
    expect([code, (JSON.parse(stdout) as DoctorReport).checks[0]!.cause]).toEqual([2, expect.stringContaining('.env')])
  })

  it('a half-written JSON variable is a line of the check config, without its value', async () => {
    const cwd = folderWith('NUXT_WECHAT_APPS=\'[{"appId": "wx7c1f0a9be3d24568", "secret": "CANARY\'')
    const { code, stdout } = await runDoctor({}, { cwd })
    const report = JSON.parse(stdout) as DoctorReport
    expect([code, idsOf(report, 'fail')]).toEqual([1, ['config']])
    expect(report.checks[0]!.evidence).toMatch(/^NUXT_WECHAT_APPS is wrong: .* It is not JSON/m)
    expect(stdout).not.toContain('CANARY')
  })
})

it('S19: a $ that docker compose would replace is named, without the value', async () => {
  const nowhere = 'http://127.0.0.1:1'
  const environment = {
    NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
    NUXT_WECOM_AGENT_ID: '1000002',
    NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
    NUXT_SITE_URL: 'http://localhost:1',
    NUXT_WECOM_API_BASE: nowhere,
    NUXT_WECOM_OAUTH_BASE: nowhere,
    NUXT_WECOM_SSO_BASE: nowhere,
  }
  const cwd = folderWith('NUXT_SESSION_PASSWORD="5b0c9e41d7a862f3b6e0147d9c25a8f3$CANARY"\nNUXT_LOG_LEVEL=\'info\'\n')
  const { stdout } = await runDoctor({ ...environment, NUXT_DATA_DIR: cwd }, { cwd })
  const { checks } = JSON.parse(stdout) as DoctorReport
  const { status, evidence, fix } = checks.find(({ id }) => id === 'config')!
  expect([status, evidence]).toEqual(['warn', 'NUXT_SESSION_PASSWORD'])
  expect(fix).toContain('single quotes')
  expect(stdout).not.toContain('CANARY')
})

it('a person gets from an empty .env to green with nothing but what the doctor says', async () => {
  const site = await startDoctorSite()
  onTestFinished(() => site.close())
  await site.app.stop()
  const { simulator, environment, url } = site
  const surroundings = Object.fromEntries(Object.entries(environment).filter(([name]) =>
    /_BASE$|^HOST$|^PORT$|DATA_DIR|ADMIN|SYNC/.test(name)))
  const folder = folderWith('')
  const values: Record<string, string> = {}
  const look = async () => {
    writeFileSync(join(folder, '.env'), Object.entries(values).map(([name, value]) => `${name}=${value}`).join('\n'))
    const { stdout } = await runDoctor(surroundings, { cwd: folder })
    const { checks } = JSON.parse(stdout) as DoctorReport
    return checks.find(({ status }) => status === 'fail')
  }
  /** What an admin finds at the place that the doctor names. */
  const console = {
    NUXT_WECOM_CORP_ID: simulator.appCredentials.corpId,
    NUXT_WECOM_AGENT_ID: simulator.appCredentials.agentId,
    NUXT_WECOM_AGENT_SECRET: simulator.appCredentials.agentSecret,
    NUXT_SITE_URL: url,
    NUXT_SESSION_PASSWORD: environment.NUXT_SESSION_PASSWORD!,
  }
  const missing = [...(await look())!.evidence!.matchAll(/^(\w+) is required/gm)].map(([, name]) => name!)
  expect(missing).toEqual(Object.keys(console))

  // The three mistakes: the secret of another app, a session password that is too short, an address with a path.
  Object.assign(values, console, {
    NUXT_WECOM_AGENT_SECRET: simulator.world.scenario.apps[1]!.agentSecret,
    NUXT_SESSION_PASSWORD: 'short',
    NUXT_SITE_URL: `${url}/sidebar`,
  })
  const wrong = (await look())!
  const lines = [...wrong.evidence!.matchAll(/^(\w+) is wrong/gm)].map(([, name]) => name as keyof typeof console)
  expect(lines).toEqual(['NUXT_SITE_URL', 'NUXT_SESSION_PASSWORD'])
  for (const name of lines) values[name] = console[name]
  const next = (await look())!
  expect([next.id, next.fix]).toEqual(['agent', expect.stringContaining('same app')])
  const named = /NUXT_WECOM_AGENT_SECRET/.exec(next.cause!)![0] as keyof typeof console
  values[named] = console[named]
  expect(await look()).toBeUndefined()

  const app = spawnApp({ ...surroundings, ...values })
  onTestFinished(() => app.stop())
  await waitUntilHealthy(app, `http://127.0.0.1:${environment.PORT}`)
  expect(await look()).toBeUndefined()
})
