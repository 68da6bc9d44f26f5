import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { appEnvironment, withoutAppVariables } from './app-environment.mjs'
import { pagesEnvironment, pageUrl, startPages } from './company-pages.mjs'
import { anyFreePort, freePort } from './free-port.mjs'
import { panelEnvironment, panelHint } from './panel-environment.mjs'
import { stopAll } from './processes.mjs'
import { inProject, projectNode } from './project.mjs'
import { ready, startService } from './service.mjs'
import { sessionPassword } from './session-password.mjs'
import { step } from './step.mjs'

/**
 * @typedef {object} Options
 * @property {string} title name of the step
 * @property {string} dataDir
 * @property {(port: number) => string[]} appArgs arguments of the project's Node
 * @property {(line: string) => void} onAppLine
 * @property {boolean} [anyPorts] ports that no other run takes; by default the same ones each time, if they are free
 * @property {Record<string, string>} [variables] of the app, besides those that it needs
 * @property {import('./panel-environment.mjs').DemoPanel} [panel]
 */

/**
 * Starts the simulated WeCom and the app behind it.
 *
 * @param {Options} options
 * @returns {Promise<{ address: string, siteUrl: string, died: Promise<never> }>} address of the simulated client, and
 * of the sidebar; `died` rejects when one of the two ends by itself
 */
export async function startSidebar({ title, dataDir, appArgs, onAppLine, anyPorts, variables, panel }) {
  const choose = anyPorts ? anyFreePort : freePort
  const wecomPort = await choose(5180)
  const proxyPort = await choose(5181, [wecomPort])
  const appPort = await choose(3000)
  const website = await choose(5182, [wecomPort, proxyPort])
  const ports = { website, officialAccount: await choose(5183, [wecomPort, proxyPort, website]) }
  const address = `http://localhost:${wecomPort}`

  mkdirSync(dataDir, { recursive: true })
  return step(title, async (progress) => {
    const simulator = startService('The simulator', [projectNode, [
      inProject('simulator', 'cli.ts'),
      `--port=${wecomPort}`, `--proxy-port=${proxyPort}`, `--app=http://127.0.0.1:${appPort}`,
      `--mini-program=http://localhost:${proxyPort}/api/mini-program/session`,
      `--credentials=${join(dataDir, 'wecom-credentials.json')}`,
      `--website=${pageUrl(ports.website)}`, `--official-account=${pageUrl(ports.officialAccount)}`,
      ...panel?.kind === 'provider' ? [`--panel=${panel.url}`] : [],
    ]], { ...process.env, ...panel && { PANEL_SECRET: panel.secret } }, progress)
    const credentials = await (await ready(simulator, `${address}/simulator/app`)).json()
    const apps = await (await fetch(`${address}/simulator/wechat-apps`)).json()
    const pages = pagesEnvironment(apps, ports)

    const env = {
      ...withoutAppVariables(process.env),
      ...appEnvironment({
        app: credentials,
        wecomUrl: address,
        siteUrl: `http://localhost:${proxyPort}`,
        port: appPort,
        dataDir,
        sessionPassword: sessionPassword(dataDir),
      }),
      ...pages.env,
      // The sales manager of the simulated company. As this member, the page shows what only admins see.
      NUXT_ADMIN_USER_IDS: 'chenzhiyuan',
      ...panel && panelEnvironment(panel, address),
      ...variables,
    }
    const app = startService('The app', [projectNode, appArgs(appPort)], env, onAppLine)
    const sidebar = {
      url: `http://127.0.0.1:${appPort}`,
      publicUrl: `http://localhost:${proxyPort}`,
      deployment: `${credentials.corpId}:${credentials.agentId}`,
      oauthUrl: address,
    }
    const pagesDied = startPages({ apps, ports, key: pages.key, sidebar }, onAppLine)
    await Promise.race([simulator.died, ready(app, `http://127.0.0.1:${appPort}/healthz`)])
    return { address, siteUrl: sidebar.publicUrl, died: Promise.race([simulator.died, app.died, pagesDied]) }
  })
}

/**
 * Runs both until Ctrl-C. When one of them ends by itself, the other is stopped and the exit code is 1.
 *
 * @param {Options} options
 */
export async function runSidebar(options) {
  const { address, siteUrl, died } = await startSidebar(options)
  console.log(welcome(address, options.panel && panelHint(options.panel, address, siteUrl)))
  await died.catch((/** @type {import('./run.mjs').CommandError} */ { message, output }) =>
    console.error(`\n${message}\n${output}`),
  )
  await stopAll()
  process.exit(1)
}

/**
 * @param {string} address
 * @param {string[]} [hint]
 */
function welcome(address, hint = []) {
  const lines = [
    `WeCom, simulated:  ${address}`,
    '',
    'Open it in a browser and click a chat. The sidebar on the right',
    'shows that customer with the unionid. Contexts (场景) at the top',
    'opens the sidebar from each of its nine entries.',
    '',
    'The website (官网) and the page of the official account (公众号网页)',
    'sign people in with WeChat: scan there as 张伟, then open his chat.',
    '',
    ...hint,
    'Ctrl-C ends it.',
  ]
  const width = Math.max(...lines.map(columnsOf))
  const rule = '─'.repeat(width + 4)
  const rows = lines.map(line => `│  ${line}${' '.repeat(width - columnsOf(line))}  │`)
  return ['', `┌${rule}┐`, ...rows, `└${rule}┘`, ''].join('\n')
}

/** @param {string} line @returns its width in a terminal, where a Chinese character has two columns */
function columnsOf(line) {
  return line.length + (line.match(/[\u3000-\u9fff\uff00-\uffef]/g) ?? []).length
}
