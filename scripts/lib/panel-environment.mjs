import { parseArgs } from 'node:util'

/** For panels of the simulated company only: what stands in a repository is no secret. */
const DEMO_SECRET = `whsec_${Buffer.from('only for the simulated company').toString('base64')}`

/**
 * A provider on this machine, for a panel beside every simulated customer.
 *
 * @typedef {{ url: string, secret: string }} DemoPanel
 */

/**
 * Reads `--panel <url>`.
 *
 * @param {string[]} args
 * @returns {DemoPanel | undefined}
 */
export function demoPanel(args) {
  const { values: { panel } } = parseArgs({ args, options: { panel: { type: 'string' } } })
  return panel ? { url: panel, secret: DEMO_SECRET } : undefined
}

/**
 * @param {DemoPanel} panel
 * @param {string} wecomUrl the simulator, which shows the calls on their way
 * @returns {Record<string, string>} variables of the app
 */
export function panelEnvironment({ secret }, wecomUrl) {
  const panels = [{
    id: 'demo', title: { zh: '面板', en: 'Panel' }, url: `${wecomUrl}/panel`, secret, needs: ['unionId'],
  }]
  return { NUXT_PANELS: JSON.stringify(panels), NUXT_PANELS_ALLOW_PRIVATE: 'true' }
}

/**
 * @param {DemoPanel} panel
 * @returns {string[]} what its author needs to know
 */
export function panelHint({ url, secret }) {
  return [
    `Panel:  ${url}, called with`,
    `PANEL_SECRET=${secret}`,
    'Requests (请求日志) shows each call, and replays it.',
    '',
  ]
}
