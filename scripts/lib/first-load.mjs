import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appEnvironment } from './app-environment.mjs'
import { freePort } from './free-port.mjs'
import { inProject, projectNode } from './project.mjs'
import { ready, startService } from './service.mjs'

/** Outside WeCom the page is rendered without a session; its entry, page and SDK are those of every chat. */
const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 Chrome/107.0.5304.110 Safari/537.36'

/**
 * Starts the built server and reads its page, as a browser does.
 *
 * @returns {Promise<string[]>} file names below /_nuxt/ that the page asks for at once
 */
export async function firstLoad() {
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-size-'))
  const appPort = await freePort(3900)
  const env = appEnvironment(process.env, {
    app: { corpId: 'ww0000000000000000', agentId: '1000002', agentSecret: 'x'.repeat(43) },
    wecomPort: appPort, proxyPort: appPort, appPort, dataDir, sessionPassword: 'x'.repeat(32),
  })
  const address = `http://127.0.0.1:${appPort}`
  const server = startService('The app', [projectNode, [inProject('.output', 'server', 'index.mjs')]], env, () => {})
  await ready(server, `${address}/healthz`)
  const html = await (await fetch(`${address}/`, { headers: { 'user-agent': USER_AGENT, 'accept-language': 'zh-CN' } })).text()
  rmSync(dataDir, { recursive: true, force: true })
  const links = [...html.matchAll(/<(?:link|script)\b[^>]*>/g)].map(([tag]) => tag)
  const names = links.filter(tag => !/rel="prefetch"/.test(tag)).flatMap(tag => /\/_nuxt\/([^"]+)"/.exec(tag)?.[1] ?? [])
  return [...new Set(names)]
}
