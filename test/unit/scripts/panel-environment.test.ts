import { expect, it } from 'vitest'
import { demoPanel, panelEnvironment, panelHint, type DemoPanel } from '../../../scripts/lib/panel-environment.mjs'
import { loadConfig } from '../../../server/config/load-config.ts'

const [WECOM, SITE] = ['http://localhost:5180', 'http://localhost:5181']

/** @returns what the server reads of it */
function configOf(demo: DemoPanel) {
  return loadConfig({
    NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
    NUXT_WECOM_AGENT_ID: '1000002',
    NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
    NUXT_SITE_URL: 'https://sidebar.example.com',
    NUXT_SESSION_PASSWORD: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
    ...panelEnvironment(demo, WECOM),
  })
}

it('npm run demo -- --panel makes a configuration that the server takes, and tells its secret', () => {
  const demo = demoPanel(['--panel', 'http://localhost:4000'])!
  expect(demo.url).toBe('http://localhost:4000')
  const { panels: [panel], panelsAllowPrivate } = configOf(demo)
  expect(panel).toMatchObject({ url: 'http://localhost:5180/panel', secrets: [demo.secret] })
  expect(panelsAllowPrivate).toBe(true)
  expect(panelHint(demo, WECOM, SITE)).toContain(`PANEL_SECRET=${demo.secret}`)
})

it('npm run demo -- --frame shows a page, and tells its system where to exchange the tokens', () => {
  const demo = demoPanel(['--frame', 'http://localhost:4000/panel'])!
  expect(configOf(demo).panels).toMatchObject([{ id: 'demo', frame: 'http://localhost:4000/panel', secrets: [demo.secret] }])
  expect(panelHint(demo, WECOM, SITE).join('\n')).toContain(`PANEL_ID=demo SIDEBAR_URL=${SITE}`)
})

it('npm run demo has no panel without the option', () => {
  expect(demoPanel([])).toBeUndefined()
})
