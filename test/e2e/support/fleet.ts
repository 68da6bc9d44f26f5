import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator } from '../../../simulator/start.ts'
import type { Simulator } from '../../../simulator/start.ts'
import { freePort } from '../../support/free-port.ts'
import { startRedisServer } from '../../support/redis-server.ts'
import type { RedisServer } from '../../support/redis-server.ts'
import { appEnvironment, SESSION_PASSWORD, spawnApp, waitUntilConnected, waitUntilHealthy } from './app-process.ts'
import type { AppProcess } from './app-process.ts'
import { dumpRedis } from './redis-dump.ts'
import { assertNone } from './stack.ts'
import { storedTexts } from './stored-texts.ts'

/** Several built servers on one real Redis and one simulator. */
export interface Fleet {
  simulator: Simulator
  redis: RedisServer
  /** Public address: the simulator's proxy before the first process. */
  url: string
  /** Addresses of the processes themselves. */
  origins: string[]
  /** The data folder of all processes. */
  dataDir: string
  app: (process: number) => AppProcess
  /** Kills a process, or lets it end, and starts it again on the same port. `changes` of the variables stay. */
  restart: (process: number, signal?: NodeJS.Signals, changes?: Record<string, string>) => Promise<void>
  /** Number of calls to the simulator's API, by path below /cgi-bin/. */
  calls: (endpoint: string) => number
  /** The lines in which the running processes say that they have lost Redis. */
  storeOutages: () => string[]
  /** Restarts all processes and removes WeCom's credentials from every store. */
  makeCold: () => Promise<void>
  /** Ends all processes. @throws when a secret was printed, or stored in clear text */
  close: () => Promise<void>
}

/** Ports of this machine. */
export interface Upstreams {
  wecom: number
  redis: number
}

/** @param environmentOf overrides variables of every process */
export async function startFleet(
  size: number,
  environmentOf: (upstreams: Upstreams) => Promise<Record<string, string>> | Record<string, string> = () => ({}),
): Promise<Fleet> {
  const ports = await Promise.all(Array.from({ length: size }, freePort))
  const origins = ports.map(port => `http://127.0.0.1:${port}`)
  const redis = await startRedisServer()
  const simulator = await startSimulator({
    port: 0,
    proxyPort: 0,
    appUrl: origins[0]!,
    scenario: structuredClone(defaultScenario),
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-fleet-'))
  const environment = await environmentOf({ wecom: Number(new URL(simulator.url).port), redis: redis.port })

  async function start(process: number): Promise<AppProcess> {
    const app = spawnApp({
      ...appEnvironment(simulator, { port: ports[process]!, dataDir }),
      NUXT_REDIS_URL: redis.url,
      ...environment,
    })
    await waitUntilHealthy(app, origins[process]!)
    await waitUntilConnected(app, origins[process]!)
    return app
  }
  const apps = await Promise.all(ports.map((_port, process) => start(process))).catch(async (error: unknown) => {
    await Promise.all([simulator.close(), redis.close()])
    throw error
  })

  const ended: AppProcess[] = []
  async function restart(process: number, signal: NodeJS.Signals = 'SIGKILL', changes: Record<string, string> = {}) {
    Object.assign(environment, changes)
    await apps[process]!.stop(signal)
    ended.push(apps[process]!)
    apps[process] = await start(process)
  }

  return {
    simulator,
    redis,
    url: simulator.proxyUrl,
    origins,
    dataDir,
    app: process => apps[process]!,
    restart,
    calls: endpoint => simulator.world.log.counts()[`/cgi-bin/${endpoint}`] ?? 0,
    storeOutages: () => apps.flatMap(app =>
      app.output().split('\n').filter(line => line.includes('store cannot be reached'))),
    async makeCold() {
      await Promise.all(apps.map(app => app.stop('SIGKILL')))
      const admin = new Redis(redis.url)
      const keys = await admin.keys('wecom-sidebar:wecom:*')
      if (keys.length > 0) await admin.del(keys)
      admin.disconnect()
      ended.push(...apps)
      await Promise.all(apps.map(async (_app, process) => void (apps[process] = await start(process))))
    },
    async close() {
      await Promise.all(apps.map(app => app.stop('SIGKILL')))
      try {
        const secrets = [
          simulator.appCredentials.agentSecret,
          SESSION_PASSWORD,
          ...simulator.world.credentials.all().map(({ value }) => value),
        ]
        assertNone(
          secrets,
          [...ended, ...apps].map(app => app.output()),
          'printed by a server',
        )
        assertNone(secrets, [await dumpRedis(redis.url), ...storedTexts(dataDir)], 'stored in clear')
      }
      finally {
        await Promise.all([simulator.close(), redis.close()])
        rmSync(dataDir, { recursive: true })
      }
    },
  }
}
