import { describe, expect, it } from 'vitest'
import { panelEnvironment } from '../../../scripts/lib/panel-environment.mjs'
import { loadConfig } from '../../../server/config/load-config.ts'

describe('npm run demo -- --panel', () => {
  it('makes a configuration that the server takes, and tells its secret', () => {
    const { variables, hint } = panelEnvironment(['--panel', 'http://localhost:4000'])
    const { panels: [panel], panelsAllowPrivate } = loadConfig({
      NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
      NUXT_WECOM_AGENT_ID: '1000002',
      NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
      NUXT_SITE_URL: 'https://sidebar.example.com',
      NUXT_SESSION_PASSWORD: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
      ...variables,
    })
    expect([panel!.url, panelsAllowPrivate]).toEqual(['http://localhost:4000', true])
    expect(hint).toContain(`PANEL_SECRET=${panel!.secrets[0]}`)
  })

  it('is nothing without the option', () => {
    expect(panelEnvironment([])).toEqual({ variables: {}, hint: [] })
  })
})
