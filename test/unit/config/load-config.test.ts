import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../../../server/config/load-config.ts'
import { VARIABLES } from '../../../server/config/variables.ts'

const minimal = {
  NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
  NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
  NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
}

const KEY_SECRET = 'e7f1b2093c5d48a6907be4f1d2c3a586'
const wechatApp = { appId: 'wx0000000000000001', secret: 's', kind: 'miniProgram', name: 'n' }

function problemsOf(environment: Record<string, string | undefined>): string[] {
  try {
    loadConfig(environment)
  }
  catch (error) {
    if (error instanceof ConfigError) return [...error.problems]
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
      redis: undefined,
      wechatApps: [],
    })
    expect(Object.isFrozen(config)).toBe(true)
  })

  it('keeps an all-digit secret as text', () => {
    const digits = '00012345678901234567'
    expect(loadConfig({ ...minimal, NUXT_WECOM_AGENT_SECRET: digits }).agentSecret).toBe(digits)
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
    ['NUXT_SESSION_PASSWORD', `${minimal.NUXT_SESSION_PASSWORD},short`],
    ['NUXT_WECOM_API_BASE', 'qyapi'],
    ['NUXT_DATABASE_URL', 'mysql://x'],
    ['NUXT_REDIS_URL', 'http://x'],
    ['NUXT_WECOM_DOMAIN_VERIFICATION', '../../etc/passwd'],
    ['NUXT_WECHAT_APPS', '{'],
    ['NUXT_WECHAT_APPS', '[{"appId":"x"}]'],
    ['NUXT_WECHAT_APPS', JSON.stringify(['main', 'hotel'].map(openPlatform => ({ ...wechatApp, openPlatform })))],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, kind: 'website', origins: [] }])],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, kind: 'website', origins: ['https://a.example/cart'] }])],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, kind: 'mobileApp', origins: ['https://a.example'] }])],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, kind: 'app' }])],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, openPlatform: 'a\0' }])],
    ['NUXT_API_KEYS', '[{"id":"a","secret":"short","scopes":[]}]'],
    ['NUXT_API_KEYS', JSON.stringify(['b', 'c'].map(letter => ({ id: 'a', secret: KEY_SECRET + letter, scopes: [] })))],
    ['NUXT_API_KEYS', JSON.stringify([{ id: 'a', secret: 'a'.repeat(32), scopes: [] }])],
    ['NUXT_ACCESS_POLICY', 'everyone'],
    ['NUXT_TRUSTED_PROXIES', 'proxy.local'],
    ['NUXT_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['NUXT_TRUSTED_PROXIES', '::/0'],
    ['NUXT_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['NUXT_TRUSTED_PROXIES', '1:2:3'],
    ['NUXT_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s with one line naming it', (name, value) => {
    const problems = problemsOf({ ...minimal, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} is wrong: it must be `))
  })

  it('requires both callback values or none', () => {
    const half = { ...minimal, NUXT_WECOM_CALLBACK_TOKEN: 'QDG6eKabc' }
    expect(problemsOf(half)).toHaveLength(1)
    expect(problemsOf({ ...half, NUXT_WECOM_CALLBACK_TOKEN: 'short', NUXT_WECOM_CALLBACK_AES_KEY: 'a'.repeat(43) }))
      .toEqual([expect.stringMatching(/^NUXT_WECOM_CALLBACK_TOKEN is wrong: it must be 8–32 /)])
    expect(problemsOf({ ...half, NUXT_WECOM_CALLBACK_AES_KEY: 'a'.repeat(43) })).toEqual([])
  })

  it('refuses one secret for two purposes', () => {
    const password = minimal.NUXT_SESSION_PASSWORD
    const key = { id: 'shop', secret: KEY_SECRET, scopes: [] }
    const keys = (...secrets: string[]) =>
      JSON.stringify(secrets.map((secret, index) => ({ ...key, id: `key-${index}`, secret })))
    for (const same of [
      { NUXT_WECOM_AGENT_SECRET: password },
      { NUXT_API_KEYS: keys(password) },
      { NUXT_API_KEYS: keys(KEY_SECRET, KEY_SECRET) },
      { NUXT_API_KEYS: keys(KEY_SECRET), NUXT_WECOM_AGENT_SECRET: KEY_SECRET },
      { NUXT_WECHAT_APPS: JSON.stringify([{ ...wechatApp, secret: password }]) },
      { NUXT_SESSION_PASSWORD: `${password},${password}` },
    ]) {
      expect(problemsOf({ ...minimal, ...same })).toEqual([expect.stringContaining('Two secrets are the same text')])
    }
    expect(problemsOf({ ...minimal, NUXT_API_KEYS: keys(KEY_SECRET) })).toEqual([])
  })

  it.each([
    ['NUXT_SITE_URL', 'https://sidebar.example.com,http://sidebar.example.com'],
    ['NUXT_WECOM_API_BASE', 'http://proxy.example.com'],
    ['NUXT_WECOM_OAUTH_BASE', 'http://192.168.1.2'],
    ['NUXT_WECOM_SSO_BASE', 'http://127.0.0.1.example.com'],
    ['NUXT_WECHAT_API_BASE', 'http://[2001:db8::1]:8080'],
    ['NUXT_WECHAT_APPS', JSON.stringify([{ ...wechatApp, kind: 'website', origins: ['http://shop.example.com'] }])],
    ['NUXT_REDIS_URL', 'redis://:CANARY@redis:6379'],
    ['NUXT_DATABASE_URL', 'postgres://user:CANARY@db/sidebar'],
    ['NUXT_DATABASE_URL', 'postgres://user:CANARY@db/sidebar?sslmode=disable'],
    ['NUXT_DATABASE_URL', 'postgres://user:CANARY@db/sidebar?sslmode=no-verify'],
    ['NUXT_DATABASE_URL', 'postgres://user:CANARY@db/sidebar?sslmode=require'],
    ['NUXT_DATABASE_URL', 'postgres://user:CANARY@db/sidebar?ssl=true'],
  ])('refuses what others on the way could read, unless it is allowed: %s=%s', (name, value) => {
    const [problem, ...others] = problemsOf({ ...minimal, [name]: value })
    expect(problem).toMatch(new RegExp(`^${name} is not encrypted .* NUXT_ALLOW_INSECURE_HTTP=1`))
    expect(problem).not.toContain('CANARY')
    expect(others).toEqual([])
    expect(problemsOf({ ...minimal, [name]: value, NUXT_ALLOW_INSECURE_HTTP: '1' })).toEqual([])
  })

  it.each([
    ['NUXT_SITE_URL', 'http://localhost:3000'],
    ['NUXT_WECOM_API_BASE', 'http://127.0.0.1:5190'],
    ['NUXT_WECHAT_API_BASE', 'http://[::1]:5190'],
    ['NUXT_REDIS_URL', 'redis://localhost'],
    ['NUXT_REDIS_URL', 'rediss://redis.example.com'],
    ['NUXT_DATABASE_URL', 'postgres://user@127.0.0.1:5432/sidebar'],
    ['NUXT_DATABASE_URL', 'postgres:///sidebar?host=/var/run/postgresql'],
    ['NUXT_DATABASE_URL', 'postgres://user@db/sidebar?sslmode=verify-full'],
  ])('allows encrypted connections, and clear text on this machine: %s=%s', (name, value) => {
    expect(problemsOf({ ...minimal, [name]: value })).toEqual([])
  })

  it.each(['miniProgram', 'officialAccount', 'website', 'mobileApp'])('knows apps of the kind %s', (kind) => {
    const apps = [{ ...wechatApp, kind }]
    expect(loadConfig({ ...minimal, NUXT_WECHAT_APPS: JSON.stringify(apps) }).wechatApps)
      .toEqual([{ ...wechatApp, kind, openPlatform: 'main' }])
  })

  it('normalises the origins of pages', () => {
    const apps = [{ ...wechatApp, kind: 'website', origins: ['HTTPS://Shop.example.com:443/', 'http://localhost:5183'] }]
    expect(loadConfig({ ...minimal, NUXT_WECHAT_APPS: JSON.stringify(apps) }).wechatApps)
      .toMatchObject([{ origins: ['https://shop.example.com', 'http://localhost:5183'] }])
  })

  describe('NUXT_API_KEYS', () => {
    const next = KEY_SECRET.split('').reverse().join('')
    const third = `${next.slice(16)}${KEY_SECRET.slice(0, 16)}`
    const key = { id: 'shop', secrets: [KEY_SECRET, next], scopes: ['identities:read'] }
    const load = (change: object, environment: object = {}) => loadConfig({
      ...minimal,
      NUXT_WECHAT_APPS: JSON.stringify([wechatApp]),
      NUXT_API_KEYS: JSON.stringify([{ ...key, ...change }]),
      ...environment,
    })
    const problem = (change: object) => {
      try {
        return load(change) && 'none'
      }
      catch (error) {
        return (error as ConfigError).message
      }
    }

    it('has up to three secrets, apps and a limit for each key', () => {
      const whole = { ...key, secrets: [KEY_SECRET, next, third], apps: [wechatApp.appId, 'externalUserId'], limit: 1 }
      expect(load(whole).apiKeys).toEqual([whole])
      expect(load({}).apiKeys).toEqual([{ ...key, apps: undefined, limit: 600 }])
    })

    it('still may have one secret under its old name', () => {
      expect(load({ secrets: undefined, secret: KEY_SECRET }).apiKeys).toMatchObject([{ secrets: [KEY_SECRET] }])
    })

    it.each<[string, object, string]>([
      ['no secret', { secrets: undefined }, '[0].'],
      ['two kinds of secrets', { secret: third }, '[0].'],
      ['an empty list of secrets', { secrets: [] }, '[0].secrets.'],
      ['four secrets', { secrets: [KEY_SECRET, next, third, `x${third}`] }, '[0].secrets.'],
      ['a weak secret', { secrets: [KEY_SECRET, 'a'.repeat(32)] }, '[0].secrets[1].'],
      ['a weak old secret', { secrets: undefined, secret: 'CANARY' }, '[0].secret.'],
      ['no id', { id: '' }, '[0].id.'],
      ['a long id', { id: 'x'.repeat(32) }, '[0].id.'],
      ['an id with a space', { id: 'the shop' }, '[0].id.'],
      ['an unknown scope', { scopes: ['identities:read', 'CANARY'] }, '[0].scopes[1].'],
      ['no app', { apps: [] }, '[0].apps.'],
      ['an app of another form', { apps: ['CANARY'] }, '[0].apps[0].'],
      ['a limit of none', { limit: 0 }, '[0].limit.'],
      ['a limit that is none', { limit: 60_001 }, '[0].limit.'],
      ['a broken limit', { limit: 1.5 }, '[0].limit.'],
      ['an unknown field', { CANARY: 1 }, '[0].'],
    ])('is refused with the place: %s', (_what, change, place) => {
      expect(problem(change)).toMatch(/^NUXT_API_KEYS is wrong: it must be a JSON list/)
      expect(problem(change).endsWith(` Look at: ${place}`)).toBe(true)
      expect(problem(change)).not.toContain('CANARY')
    })

    it('is refused when a key names an app that is not configured', () => {
      expect(problem({ apps: ['wx0000000000000002'] })).toMatch(/^NUXT_API_KEYS: the key "shop" names an app/)
    })

    it('is refused when a key with apps could erase people', () => {
      const apps = [wechatApp.appId]
      expect(problem({ apps, scopes: ['identities:erase'] })).toMatch(/^NUXT_API_KEYS: the key "shop" has "apps"/)
      expect(problem({ scopes: ['identities:erase'] })).toBe('none')
    })

    it('is refused when a secret has two purposes', () => {
      for (const other of [KEY_SECRET, minimal.NUXT_SESSION_PASSWORD]) {
        expect(problem({ secrets: [KEY_SECRET, other] })).toMatch(/^Two secrets are the same text/)
      }
    })
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
