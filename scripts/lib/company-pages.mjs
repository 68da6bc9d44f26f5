import { randomBytes } from 'node:crypto'
import { inProject, projectNode } from './project.mjs'
import { startService } from './service.mjs'

/**
 * The company's own pages in a demonstration, which sign people in with WeChat: the published examples.
 *
 * @typedef {{ appId: string, secret: string, kind: string, name: string }} WechatApp
 * @typedef {{ website: number, officialAccount: number }} Ports
 */

/** @param {number} port */
export const pageUrl = port => `http://localhost:${port}`

/**
 * Configuration of the sidebar for these pages.
 *
 * @param {WechatApp[]} apps from GET /simulator/wechat-apps
 * @param {Ports} ports
 */
export function pagesEnvironment(apps, ports) {
  const configured = apps.map(({ appId, secret, kind, name }) =>
    ({ appId, secret, kind, name, ...kind === 'officialAccount' && { origins: [pageUrl(ports.officialAccount)] } }))
  const key = { id: 'pages', secret: randomBytes(32).toString('hex'), scopes: ['identities:link'] }
  return {
    key,
    env: { NUXT_WECHAT_APPS: JSON.stringify(configured), NUXT_API_KEYS: JSON.stringify([key]) },
  }
}

/**
 * Starts both pages.
 *
 * @param {object} setup
 * @param {WechatApp[]} setup.apps
 * @param {Ports} setup.ports
 * @param {{ id: string, secret: string }} setup.key
 * @param {{ url: string, publicUrl: string, deployment: string, oauthUrl: string }} setup.sidebar its address for
 * servers and in the browser, corp ID and AgentId, and the address of WeChat's sign-in
 * @param {(line: string) => void} onLine
 * @returns {Promise<never>} rejects when one of them ends by itself
 */
export function startPages({ apps, ports, key, sidebar }, onLine) {
  const run = (/** @type {'website' | 'officialAccount'} */ kind, /** @type {string} */ folder) =>
    startService(`The example ${folder}`, [projectNode, [inProject('examples', folder, 'server.mjs')]], {
      PORT: String(ports[kind]),
      SITE_URL: pageUrl(ports[kind]),
      WECHAT_APP_ID: apps.find(app => app.kind === kind)?.appId ?? '',
      WECHAT_OAUTH_URL: sidebar.oauthUrl,
      SIDEBAR_URL: sidebar.url,
      SIDEBAR_PUBLIC_URL: sidebar.publicUrl,
      SIDEBAR_DEPLOYMENT: sidebar.deployment,
      SIDEBAR_KEY_ID: key.id,
      SIDEBAR_KEY_SECRET: key.secret,
    }, onLine).died
  return Promise.race([run('website', 'website'), run('officialAccount', 'official-account')])
}
