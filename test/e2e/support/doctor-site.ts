import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator } from '../../../simulator/start.ts'
import type { Simulator } from '../../../simulator/start.ts'
import type { Certificate } from '../../support/certificate.ts'
import { freePort } from '../../support/free-port.ts'
import { startSiteProxy } from '../../support/site-proxy.ts'
import type { SiteProxy, SiteProxyRules } from '../../support/site-proxy.ts'
import { appEnvironment, spawnApp, waitUntilHealthy } from './app-process.ts'
import type { AppProcess } from './app-process.ts'
import { callbackEnv, receiveCallbacks } from './callback.ts'

/** A company whose sidebar is set up right, with all optional parts, behind a reverse proxy. */
export interface DoctorSite {
  simulator: Simulator
  proxy: SiteProxy
  /** Public address: that of the proxy. */
  url: string
  /** Of the server; the doctor gets the same. */
  environment: Record<string, string>
  dataDir: string
  app: AppProcess
  /** Calls of WeCom's API so far, by path. */
  counts: () => Record<string, number>
  close: () => Promise<void>
}

export interface DoctorSiteOptions {
  rules?: SiteProxyRules
  /** For https; the server and the doctor trust its CA. */
  certificate?: Certificate
  /** Changes variables; of a second server on the same data, too. */
  changes?: Record<string, string>
  /** Part of the host name in the public address, for proxies on this machine. */
  host?: string
}

const VERIFICATION = 'CANARYverification1'

export async function startDoctorSite(options: DoctorSiteOptions = {}): Promise<DoctorSite> {
  const { rules, certificate, changes, host = 'localhost' } = options
  const port = await freePort()
  const proxy = await startSiteProxy(rules, certificate)
  const url = `${certificate ? 'https' : 'http'}://${host}:${proxy.port}`
  const simulator = await startSimulator({
    port: 0, proxyPort: 0, appUrl: `http://127.0.0.1:${port}`, scenario: structuredClone(defaultScenario),
  })
  simulator.world.changeSettings({ trustedDomains: [new URL(url).host] })
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-doctor-'))
  const apps = defaultScenario.wechatApps!.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
  const environment = {
    ...appEnvironment(simulator, { port, dataDir }),
    ...callbackEnv,
    NUXT_SITE_URL: url,
    NUXT_ADMIN_USER_IDS: 'chenzhiyuan',
    NUXT_WECOM_DOMAIN_VERIFICATION: VERIFICATION,
    NUXT_WECHAT_APPS: JSON.stringify(apps),
    ...certificate && { NODE_EXTRA_CA_CERTS: certificate.ca },
    ...changes,
  }
  const app = spawnApp(environment)
  proxy.standBefore(`http://127.0.0.1:${port}`)
  await waitUntilHealthy(app, `http://127.0.0.1:${port}`)
  await receiveCallbacks(simulator, `http://127.0.0.1:${port}`)
  return {
    simulator,
    proxy,
    url,
    environment,
    dataDir,
    app,
    counts: () => simulator.world.log.counts(),
    async close() {
      await app.stop()
      await Promise.all([simulator.close(), proxy.close()])
      rmSync(dataDir, { recursive: true })
    },
  }
}
