import { describe, expect, it } from 'vitest'
import { appEnvironment } from '../../../scripts/lib/app-environment.mjs'
import { loadConfig } from '../../../server/config/load-config.ts'

const setup = {
  app: { corpId: 'ww1f2e3d4c5b6a7988', agentId: '1000002', agentSecret: 's3cr3t-s3cr3t-s3cr3t_s3cr3t' },
  wecomPort: 5190,
  proxyPort: 5191,
  appPort: 3005,
  dataDir: '.data/demo',
  sessionPassword: '01234567890123456789012345678901',
}

describe('appEnvironment', () => {
  it('is a configuration that the server accepts, all of it on this machine', () => {
    const config = loadConfig(appEnvironment({}, setup))
    expect(config.siteOrigins).toEqual(['http://localhost:5191'])
    for (const base of [config.wecomApiBase, config.wecomOauthBase, config.wecomSsoBase, config.wechatApiBase]) {
      expect(base).toBe('http://localhost:5190')
    }
    expect(config.agentSecret).toBe(setup.app.agentSecret)
  })

  it('keeps the shell\'s variables but none that would bring a real corp in', () => {
    const env = appEnvironment(
      { PATH: '/bin', NUXT_REDIS_URL: 'redis://corp', NUXT_WECOM_AGENT_SECRET_FILE: '/run/secrets/agent' },
      setup,
    )
    expect(env).toMatchObject({ PATH: '/bin', PORT: '3005', HOST: '127.0.0.1' })
    expect(env).not.toHaveProperty('NUXT_REDIS_URL')
    expect(env).not.toHaveProperty('NUXT_WECOM_AGENT_SECRET_FILE')
  })
})
