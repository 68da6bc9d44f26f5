import { parseArgs } from 'node:util'

/** For panels of the simulated company only: what stands in a repository is no secret. */
const DEMO_SECRET = `whsec_${Buffer.from('only for the simulated company').toString('base64')}`

/**
 * Reads `--panel <url>`: a provider on this machine, beside every simulated customer.
 *
 * @param {string[]} args
 * @returns {{ variables: Record<string, string>, hint: string[] }} of the app, and what the author needs to know
 */
export function panelEnvironment(args) {
  const { values: { panel } } = parseArgs({ args, options: { panel: { type: 'string' } } })
  if (!panel) return { variables: {}, hint: [] }
  const panels = [{
    id: 'demo', title: { zh: '面板', en: 'Panel' }, url: panel, secret: DEMO_SECRET, needs: ['unionId'],
  }]
  return {
    variables: { NUXT_PANELS: JSON.stringify(panels), NUXT_PANELS_ALLOW_PRIVATE: 'true' },
    hint: [`Panel:  ${panel}, called with`, `PANEL_SECRET=${DEMO_SECRET}`, ''],
  }
}
