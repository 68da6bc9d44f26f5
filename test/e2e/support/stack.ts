import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import type { Scenario } from '../../../simulator/scenarios/scenario.ts'
import { startSimulator } from '../../../simulator/start.ts'
import type { Simulator, SimulatorOptions } from '../../../simulator/start.ts'
import { freePort } from '../../support/free-port.ts'
import { appEnvironment, SESSION_PASSWORD, spawnApp, waitUntilHealthy } from './app-process.ts'
import type { AppProcess } from './app-process.ts'
import { storedTexts } from './stored-texts.ts'

/** Simulator and built server, connected on free ports, with their own data folder. */
export interface Stack {
  simulator: Simulator
  /** Public address of the app, as in a WeCom webview. */
  url: string
  /** Address of the same app without the simulator's proxy. */
  directUrl: string
  app: () => AppProcess
  dataDir: string
  /** Number of calls to the simulator's API, by path below /cgi-bin/. */
  calls: (endpoint: string) => number
  /** Kills the server if it runs, and starts it again with the same data. `changes` of its variables stay. */
  restart: (changes?: Record<string, string>) => Promise<void>
  /** All current values that must never leave the server's memory. */
  secrets: () => string[]
  /** Ends both. @throws when a secret was printed or stored in clear text */
  close: () => Promise<void>
}

/**
 * @param environment overrides variables of the app
 * @param scenario the simulated company
 * @param beside its own pages and panel
 */
export async function startStack(
  environment: Record<string, string> = {},
  scenario: Scenario = defaultScenario,
  beside: Pick<SimulatorOptions, 'pages' | 'panel'> = {},
): Promise<Stack> {
  const port = await freePort()
  const appUrl = `http://127.0.0.1:${port}`
  const simulator = await startSimulator({
    port: 0, proxyPort: 0, appUrl, scenario: structuredClone(scenario), ...beside,
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-e2e-'))
  const variables = { ...appEnvironment(simulator, { port, dataDir }), ...environment }
  const start = async () => {
    const app = spawnApp(variables)
    await waitUntilHealthy(app, appUrl)
    return app
  }
  const printed: string[] = []
  let app = await start()

  const secrets = () => [
    simulator.appCredentials.agentSecret,
    SESSION_PASSWORD,
    ...simulator.world.credentials.all().map(credential => credential.value),
  ]
  return {
    simulator,
    url: simulator.proxyUrl,
    directUrl: appUrl,
    app: () => app,
    dataDir,
    calls: endpoint => simulator.world.log.counts()[`/cgi-bin/${endpoint}`] ?? 0,
    async restart(changes = {}) {
      await app.stop('SIGKILL')
      Object.assign(variables, changes)
      printed.push(app.output())
      app = await start()
    },
    secrets,
    async close() {
      await app.stop()
      await simulator.close()
      const stored = storedTexts(dataDir)
      rmSync(dataDir, { recursive: true })
      assertNone(secrets(), [...printed, app.output()], 'printed by the server')
      assertNone(secrets(), stored, 'stored in clear')
    },
  }
}

/** @throws when a text contains a secret; the message names the place, not the secret */
export function assertNone(secrets: string[], texts: string[], place: string): void {
  const leaked = secrets.findIndex(secret => texts.some(text => text.includes(secret)))
  if (leaked >= 0) throw new Error(`Secret number ${leaked} of ${secrets.length} was ${place}`)
}
