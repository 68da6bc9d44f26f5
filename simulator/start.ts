import {
  createApp, createRouter, defineEventHandler, send, setResponseStatus, toNodeListener, type H3Error, type H3Event,
} from 'h3'
import { createCallbackSender, type CallbackSender } from './callback/sender.ts'
import { shellPages } from './client/shell-pages.ts'
import { callbackApi } from './control/callback.ts'
import { controlApi } from './control/control-api.ts'
import type { ShellAddresses } from './control/describe.ts'
import { presetApi } from './control/presets.ts'
import { stateApi } from './control/state.ts'
import { createFaultSwitches, type FaultSwitches } from './faults/presets.ts'
import { listen } from './listen.ts'
import { authorizePage } from './oauth/authorize.ts'
import { consentConfirm } from './oauth/consent.ts'
import { scanLoginConfirm, scanLoginPage } from './oauth/scan-login.ts'
import { authorizeAnswer } from './oauth/wechat/authorize.ts'
import { qrConnectConfirm, qrConnectPage } from './oauth/wechat/qr-connect.ts'
import { ownMachineOnly } from './own-machine-only.ts'
import { panelApi } from './panel/panel-api.ts'
import type { PanelProvider } from './panel/provider.ts'
import { serveProxy } from './proxy/proxy.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { serverApi } from './server/api.ts'
import { appUnderTest } from './world/people.ts'
import { createWorld, type CompanyPages, type World } from './world/world.ts'

/** Ports, app and company of a simulator. */
export interface SimulatorOptions {
  /** Server API, sign-in pages, shell and control API; 0: any free one. */
  port: number
  /** The app as the webview sees it; 0: any free one. */
  proxyPort: number
  /** The app under test, for example `http://127.0.0.1:3000`. Plain http. */
  appUrl: string
  scenario: Scenario
  /** Further pages of the company, which the shell shows. */
  pages?: CompanyPages
  /** The provider of a panel: the app calls it through the simulator, at `/panel`. */
  panel?: PanelProvider | undefined
}

/** What makes up the simulation. */
interface SimulatorParts {
  world: World
  /** Sends events to the app under test. */
  callbacks: CallbackSender
  /** Named faults. */
  faultSwitches: FaultSwitches
}

/** A running simulator. */
export interface Simulator extends SimulatorParts {
  /** Base address of WeCom's API, OAuth and scan login; the shell is at `/`. */
  url: string
  /** The app's public address. */
  proxyUrl: string
  /** Configuration for the app under test. */
  appCredentials: { corpId: string, agentId: string, agentSecret: string }
  close(): Promise<void>
}

/**
 * Starts a simulated WeCom on loopback.
 *
 * @throws when a port is taken or `appUrl` is not http
 */
export async function startSimulator(
  { port, proxyPort, appUrl, scenario, pages, panel }: SimulatorOptions,
): Promise<Simulator> {
  const target = new URL(appUrl)
  if (target.protocol !== 'http:') throw new Error(`The app must be reachable by plain http, not ${target.protocol}`)
  const wecom = await listen(port)
  const proxy = await listen(proxyPort).catch(async (error: unknown) => {
    await wecom.close()
    throw error
  })

  const world = createWorld(scenario, new URL(proxy.url).host, pages)
  const { agentId, agentSecret } = appUnderTest(world)
  const parts = { world, callbacks: createCallbackSender(world), faultSwitches: createFaultSwitches(world) }
  wecom.server.on('request', ownMachineOnly(toNodeListener(wecomApp(parts, { proxyUrl: proxy.url, pages }, panel))))
  serveProxy(proxy.server, { world, appUrl: target, shellOrigin: wecom.url })
  return {
    url: wecom.url,
    proxyUrl: proxy.url,
    appCredentials: { corpId: scenario.corp.corpId, agentId: String(agentId), agentSecret },
    ...parts,
    close: async () => void await Promise.all([wecom.close(), proxy.close()]),
  }
}

function wecomApp(
  { world, callbacks, faultSwitches }: SimulatorParts, addresses: ShellAddresses, panel: PanelProvider | undefined,
) {
  const app = createApp({ onError: sendError })
  app.use(serverApi(world))
  app.use(createRouter()
    .get('/connect/oauth2/authorize', authorizePage(world))
    .get('/connect/oauth2/consent', consentConfirm(world))
    .get('/connect/oauth2/answer', authorizeAnswer(world))
    .get('/connect/qrconnect', qrConnectPage(world))
    .get('/connect/qrconnect/confirm', qrConnectConfirm(world))
    .get('/wwlogin/sso/login', scanLoginPage(world))
    .get('/wwlogin/sso/confirm', scanLoginConfirm(world)))
  app.use(controlApi(world, addresses))
  app.use(callbackApi(world, callbacks))
  app.use(presetApi(faultSwitches, world.notices))
  app.use(stateApi(world))
  if (panel) app.use(panelApi(world, panel))
  app.use(shellPages())
  app.use(defineEventHandler((event) => {
    setResponseStatus(event, 404)
    return ''
  }))
  return app
}

/** h3 leaves the message out of its answers, but the caller needs it to correct the request. */
function sendError({ statusCode, message }: H3Error, event: H3Event): Promise<void> {
  setResponseStatus(event, statusCode)
  return send(event, JSON.stringify({ statusCode, message }), 'application/json; charset=utf-8')
}
