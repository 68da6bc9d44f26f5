import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { getJsApiSignature } from '@wecom/crypto'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { easyWechat } from '../../simulator/clients/easywechat.ts'

const require = createRequire(import.meta.url)
const scripts: Record<string, string> = {
  '/jweixin-1.2.0.js': require.resolve('weixin-js-sdk-1.2.0/index.original.js'),
  '/jweixin-1.6.0.js': require.resolve('weixin-js-sdk-1.6.0/index.original.js'),
  '/wecom.js': require.resolve('@wecom/jssdk').replace(/wecom[^/]*$/, 'wecom.prod.js'),
}

/** The usual pattern: wx.config, then agentConfig, then calls of the page. Results go to `window.result`. */
const legacyPage = (version: string) => `<!doctype html><html><head><meta charset="utf-8"><title>legacy</title>
<script src="/jweixin-${version}.js"></script></head><body><script>
const result = window.result = { steps: [] }
const invoke = (name, parameters) => new Promise(resolve => wx.invoke(name, parameters, (answer) => {
  result.steps.push(answer.errMsg || answer.err_msg)
  resolve(answer)
}))
const start = ({ corpId, agentId, config, agentConfig }) => {
  const jsApiList = ['getContext', 'getCurExternalContact', 'sendChatMessage']
  wx.error(error => result.configError = error)
  wx.ready(async () => {
    const { timestamp, nonceStr, signature } = agentConfig
    await invoke('agentConfig', { corpid: corpId, agentid: agentId, timestamp, nonceStr, signature, jsApiList })
    result.context = await invoke('getContext', {})
    result.contact = await invoke('getCurExternalContact', {})
    result.sent = await invoke('sendChatMessage', { msgtype: 'text', text: { content: 'from jweixin ${version}' } })
    result.done = true
  })
  const { timestamp, nonceStr, signature } = config
  wx.config({ beta: true, appId: corpId, timestamp, nonceStr, signature, jsApiList })
}
fetch('/sign?url=' + encodeURIComponent(location.href.split('#')[0])).then(response => response.json()).then(start)
</script></body></html>`

const jssdkPage = `<!doctype html><html><head><meta charset="utf-8"><title>jssdk</title></head><body>
<script type="module">
import * as ww from '/wecom.js'
const sign = async () => await (await fetch('/sign?url=' + encodeURIComponent(location.href.split('#')[0]))).json()
const { corpId, agentId } = await sign()
ww.register({
  corpId, agentId, jsApiList: ['getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage'],
  getConfigSignature: async () => (await sign()).config,
  getAgentConfigSignature: async () => (await sign()).agentConfig,
})
const result = { context: await ww.getContext() }
result.contact = await ww.getCurExternalContact()
result.chat = await ww.getCurExternalChat().catch(error => error)
await ww.sendChatMessage({ msgtype: 'text', text: { content: 'from @wecom/jssdk' } })
history.replaceState(null, '', '/wecom.html?moved=1')
result.afterMove = await ww.getCurExternalContact()
result.done = true
window.result = result
</script></body></html>`

/** The same page for use without the proxy: it has one more tag at the top of the head. */
const taggedPage = (proxyUrl: string) =>
  jssdkPage
    .replace('<head>', `<head><script src="${proxyUrl}/__wecom/inject.js"></script>`)
    .replace('/wecom.html?moved=1', '/tagged.html?moved=1')

/** Another company's sidebar: its own pages, a foreign SDK on the server, and signatures by WeCom's own package. */
export interface ForeignApp {
  simulator: Simulator
  /** The app itself, without the proxy. */
  directUrl: string
  close(): Promise<void>
}

export async function startForeignApp(): Promise<ForeignApp> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const script = scripts[pathname]
    if (script) return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(script))
    const page
      = pathname === '/wecom.html'
        ? jssdkPage
        : pathname === '/tagged.html'
          ? taggedPage(simulator.proxyUrl)
          : legacyPage(/^\/(1\.[26]\.0)\.html$/.exec(pathname)?.[1] ?? '')
    if (pathname.endsWith('.html')) return void response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    if (pathname !== '/sign') return void response.writeHead(404).end()
    void sign(searchParams.get('url') ?? '').then(body =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl, scenario: defaultScenario })
  const work = easyWechat(simulator)
  const { corpId, agentId } = simulator.appCredentials

  async function sign(url: string) {
    const config = getJsApiSignature({ url, ticket: await work.getTicket().getTicket() })
    const agentConfig = getJsApiSignature({ url, ticket: await work.getTicket().getAgentTicket(Number(agentId)) })
    return { corpId, agentId, config, agentConfig }
  }

  return {
    simulator,
    directUrl: appUrl.replace('127.0.0.1', 'localhost'),
    async close() {
      await simulator.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
