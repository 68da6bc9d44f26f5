import { describe, expect, it } from 'vitest'
import { appEnvironment, withoutAppVariables } from '../../../scripts/lib/app-environment.mjs'
import { loadConfig } from '../../../server/config/load-config.ts'

const setup = {
  app: { corpId: 'ww1f2e3d4c5b6a7988', agentId: '1000002', agentSecret: 's3cr3t-s3cr3t-s3cr3t_s3cr3t' },
  wecomUrl: 'http://localhost:5190',
  siteUrl: 'http://localhost:5191',
  port: 3005,
  dataDir: '.data/demo',
  sessionPassword: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
}

describe('appEnvironment', () => {
  it('is a valid configuration with addresses of this machine only', () => {
    const config = loadConfig(appEnvironment(setup))
    expect(config.siteOrigins).toEqual(['http://localhost:5191'])
    for (const base of [config.wecomApiBase, config.wecomOauthBase, config.wecomSsoBase, config.wechatApiBase]) {
      expect(base).toBe('http://localhost:5190')
    }
    expect(config.agentSecret).toBe(setup.app.agentSecret)
  })

  it('makes the app listen on this machine only', () => {
    expect(appEnvironment(setup)).toMatchObject({ PORT: '3005', HOST: '127.0.0.1' })
  })
})

describe('withoutAppVariables', () => {
  it('keeps the shell\'s variables, except those that configure a real corp', () => {
    const shell = { PATH: '/bin', NUXT_REDIS_URL: 'redis://corp', NUXT_WECOM_AGENT_SECRET_FILE: '/run/secrets/agent' }
    expect(withoutAppVariables(shell)).toEqual({ PATH: '/bin' })
  })
})
