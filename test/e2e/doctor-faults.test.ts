import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNone } from './support/stack.ts'
import { SESSION_PASSWORD } from './support/app-process.ts'
import { FAULTS } from './support/doctor-faults.ts'
import { startDoctorSite } from './support/doctor-site.ts'
import type { DoctorSite } from './support/doctor-site.ts'
import { diagnose, idsOf, problemsOf } from './support/doctor.ts'
import { callbackAesKey, callbackToken } from './support/callback.ts'

describe('a fault is one red line, with its cause in both languages', () => {
  let site: DoctorSite
  beforeAll(async () => void (site = await startDoctorSite()))
  afterAll(() => site.close())

  const secrets = () => [
    site.simulator.appCredentials.agentSecret, SESSION_PASSWORD, callbackToken, callbackAesKey, 'CANARY',
    ...site.simulator.world.credentials.all().map(({ value }) => value),
    ...site.simulator.world.scenario.wechatApps!.map(({ secret }) => secret),
  ]

  it('of a healthy site, none is red', async () => {
    const report = await diagnose(site.environment)
    expect(problemsOf(report).map(({ id }) => id)).toEqual(['site'])
    expect(idsOf(report, 'skipped').sort()).toEqual(['database', 'page-speed', 'panels', 'redis', 'sync'])
  })

  it('a slash that the proxy adds to paths is no fault of the pages, and is named', async () => {
    site.proxy.rules = { slash: 'adds' }
    const report = await diagnose(site.environment).finally(() => site.proxy.rules = {})
    expect(idsOf(report, 'fail')).toEqual([])
    expect(report.checks.find(({ id }) => id === 'site'))
      .toMatchObject({ status: 'warn', cause: expect.stringContaining('slash') as string })
  })

  it.each(FAULTS)('$name', async ({ check, says, plant }) => {
    const { changes = {}, through } = await plant(site)
    const environment = { ...site.environment, ...changes }
    const before = { ...site.counts() }
    for (const [index, language] of ['en', 'zh-CN'].entries()) {
      const report = await diagnose(environment, { args: ['--lang', language], through })
      expect(idsOf(report, 'fail'), JSON.stringify(problemsOf(report), undefined, 1)).toEqual([check])
      const found = report.checks.find(({ id }) => id === check)!
      expect(found.cause).toMatch(says[index]!)
      expect([found.fix, found.where].every(Boolean)).toBe(true)
      assertNone(secrets().filter(secret => !/^CANARY$/.test(secret)), [JSON.stringify(report)], 'printed')
      if (index > 0) continue
      const calls = Object.entries(site.counts()).filter(([path]) => path.startsWith('/cgi-bin/'))
      // The token of each WeChat app is asked for on its own.
      const most = (path: string) => path.endsWith('stable_token') ? 2 : 1
      expect(calls.filter(([path, count]) => count - (before[path] ?? 0) > most(path))).toEqual([])
    }
    if (check === 'credentials') {
      expect(site.counts()['/cgi-bin/gettoken']! - before['/cgi-bin/gettoken']!).toBe(1)
    }
  })
})
