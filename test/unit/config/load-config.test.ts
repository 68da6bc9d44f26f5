import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../../../server/config/load-config.ts'
import { VARIABLES } from '../../../server/config/variables.ts'

const minimal = {
  NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
  NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
  NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: '01234567890123456789012345678901',
}

const wechatApp = { appId: 'wx0000000000000001', secret: 's', kind: 'miniProgram', name: 'n' }

function problemsOf(environment: Record<string, string | undefined>): string[] {
  try {
    loadConfig(environment)
  }
  catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('loadConfig', () => {
  it('needs five variables and defaults the rest', () => {
    const config = loadConfig(minimal)
    expect(config).toMatchObject({
      corpId: 'ww1f2e3d4c5b6a7988',
      agentId: '1000002',
      siteOrigins: ['https://sidebar.example.com'],
      wecomApiBase: 'https://qyapi.weixin.qq.com',
      accessPolicy: 'follower',
      logLevel: 'info',
      redisUrl: undefined,
      wechatApps: [],
    })
    expect(Object.isFrozen(config)).toBe(true)
  })

  it('keeps an all-digit password as text', () => {
    expect(loadConfig(minimal).sessionPasswords).toEqual([minimal.NUXT_SESSION_PASSWORD])
  })

  it('names every missing required variable at once, with where to find it', () => {
    const problems = problemsOf({})
    expect(problems).toHaveLength(5)
    for (const name of Object.keys(minimal)) {
      expect(problems.some(line => line.startsWith(`${name} is required`))).toBe(true)
    }
    expect(problems[0]).toContain('企业信息')
  })

  it.each([
    ['NUXT_WECOM_CORP_ID', 'acme'],
    ['NUXT_WECOM_AGENT_ID', '10a'],
    ['NUXT_WECOM_AGENT_SECRET', 'short'],
    ['NUXT_SITE_URL', 'sidebar.example.com'],
    ['NUXT_SITE_URL', 'https://sidebar.example.com/app'],
    ['NUXT_SITE_URL', 'https://user@sidebar.example.com'],
    ['NUXT_SITE_URL', 'ftp://sidebar.example.com'],
    ['NUXT_SITE_URL', ','],
    ['NUXT_SESSION_PASSWORD', 'too short'],
    ['NUXT_SESSION_PASSWORD', `${'a'.repeat(32)},short`],
    ['NUXT_WECOM_API_BASE', 'qyapi'],
    ['NUXT_DATABASE_URL', 'mysql://x'],
    ['NUXT_REDIS_URL', 'http://x'],
    ['NUXT_WECOM_DOMAIN_VERIFICATION', '../../etc/passwd'],
    ['NUXT_WECHAT_APPS', '{'],
    ['NUXT_WECHAT_APPS', '[{"appId":"x"}]'],
    ['NUXT_WECHAT_APPS', JSON.stringify(['main', 'hotel'].map(openPlatform => ({ ...wechatApp, openPlatform })))],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, openPlatform: 'a\0' }])],
    ['NUXT_API_KEYS', '[{"id":"a","secret":"short","scopes":[]}]'],
    ['NUXT_API_KEYS', JSON.stringify(['b', 'c'].map(letter => ({ id: 'a', secret: letter.repeat(32), scopes: [] })))],
    ['NUXT_ACCESS_POLICY', 'everyone'],
    ['NUXT_TRUSTED_PROXIES', 'proxy.local'],
    ['NUXT_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['NUXT_TRUSTED_PROXIES', '1:2:3'],
    ['NUXT_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s with one line naming it', (name, value) => {
    const problems = problemsOf({ ...minimal, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} is wrong: it must be `))
  })

  it('requires both callback values or none', () => {
    const half = { ...minimal, NUXT_WECOM_CALLBACK_TOKEN: 'abc' }
    expect(problemsOf(half)).toHaveLength(1)
    expect(problemsOf({ ...half, NUXT_WECOM_CALLBACK_AES_KEY: 'a'.repeat(43) })).toEqual([])
  })

  it('reads secrets from files, and only secrets', () => {
    const { NUXT_SESSION_PASSWORD, ...rest } = minimal
    const config = loadConfig({ ...rest, NUXT_SESSION_PASSWORD_FILE: '/run/secrets/session' }, (path) => {
      expect(path).toBe('/run/secrets/session')
      return `${NUXT_SESSION_PASSWORD}\n`
    })
    expect(config.sessionPasswords).toEqual([NUXT_SESSION_PASSWORD])
    const [problem] = problemsOf({ ...minimal, NUXT_WECOM_AGENT_ID: '', NUXT_WECOM_AGENT_ID_FILE: '/x' })
    expect(problem).toContain('NUXT_WECOM_AGENT_ID is required')
  })

  it('refuses an unreadable secret file and a value given twice', () => {
    const unreadable = { ...minimal, NUXT_SESSION_PASSWORD: '', NUXT_SESSION_PASSWORD_FILE: '/no/such/file' }
    expect(problemsOf(unreadable)[0]).toContain('cannot be read')
    expect(problemsOf({ ...minimal, NUXT_SESSION_PASSWORD_FILE: '/x' })[0]).toContain('both set')
  })

  it('accepts the verification code in the forms admins paste', () => {
    const codes = 'WW_verify_abcdefgh12345678.txt, ABCDEFGH12345678'
    const config = loadConfig({ ...minimal, NUXT_WECOM_DOMAIN_VERIFICATION: codes })
    expect(config.domainVerification).toEqual(['abcdefgh12345678', 'ABCDEFGH12345678'])
  })

  it('never repeats a wrong value in its message', () => {
    const names = Object.values(VARIABLES).map(variable => variable.name)
    fc.assert(fc.property(fc.constantFrom(...names), fc.string({ minLength: 12, maxLength: 40 }), (name, value) => {
      const canary = `<<${value}>>`
      for (const problem of problemsOf({ ...minimal, [name]: canary })) expect(problem).not.toContain(canary)
    }))
  })
})
