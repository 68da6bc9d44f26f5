import { parseArgs } from 'node:util'

/** For panels of the simulated company only: what stands in a repository is no secret. */
const DEMO_SECRET = `whsec_${Buffer.from('only for the simulated company').toString('base64')}`
const TITLE = { zh: '面板', en: 'Panel' }

/**
 * A provider on this machine, or a page for a frame, for a panel beside every simulated customer.
 *
 * @typedef {{ kind: 'provider' | 'frame', url: string, secret: string }} DemoPanel
 */

/**
 * Reads `--panel <url>` and `--frame <url>`.
 *
 * @param {string[]} args
 * @returns {DemoPanel | undefined}
 */
export function demoPanel(args) {
  const { values: { panel, frame } } = parseArgs({
    args, options: { panel: { type: 'string' }, frame: { type: 'string' } },
  })
  if (frame) return { kind: 'frame', url: frame, secret: DEMO_SECRET }
  return panel ? { kind: 'provider', url: panel, secret: DEMO_SECRET } : undefined
}

/**
 * @param {DemoPanel} panel
 * @param {string} wecomUrl the simulator, which shows the calls of a provider on their way
 * @returns {Record<string, string>} variables of the app
 */
export function panelEnvironment({ kind, url, secret }, wecomUrl) {
  const where = kind === 'frame' ? { frame: url } : { url: `${wecomUrl}/panel` }
  const panels = [{ id: 'demo', title: TITLE, ...where, secret, needs: ['unionId'] }]
  return { NUXT_PANELS: JSON.stringify(panels), NUXT_PANELS_ALLOW_PRIVATE: 'true' }
}

/**
 * @param {DemoPanel} panel
 * @param {string} wecomUrl the simulated client, which has the sidebar in a frame
 * @param {string} siteUrl the sidebar
 * @returns {string[]} what its author needs to know
 */
export function panelHint({ kind, url, secret }, wecomUrl, siteUrl) {
  if (kind === 'frame') {
    return [
      `Frame:  ${url}, of a system with`,
      `PANEL_SECRET=${secret}`,
      `PANEL_ID=demo SIDEBAR_URL=${siteUrl}`,
      `ANCESTORS="${siteUrl} ${wecomUrl}"`,
      '',
    ]
  }
  return [
    `Panel:  ${url}, called with`,
    `PANEL_SECRET=${secret}`,
    'Requests (请求日志) shows each call, and replays it.',
    '',
  ]
}
