import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { appEnvironment as simulatedEnvironment } from '../../../scripts/lib/app-environment.mjs'
import type { Simulator } from '../../../simulator/start.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const START_TIMEOUT_MS = 40_000

/** The built server as its own process. */
export interface AppProcess {
  pid: number
  /** Its whole output so far. */
  output: () => string
  exitCode: () => number | null
  /** Resolves when the process is gone. */
  ended: Promise<void>
  /** Sends the signal and waits until the process is gone. */
  stop: (signal?: NodeJS.Signals) => Promise<void>
}

/** Another one in each run, because what stands in a repository is no secret. */
export const SESSION_PASSWORD = `CANARY-session-password-${randomBytes(16).toString('hex')}`

/** The whole configuration of a server that uses the simulator as WeCom. */
export function appEnvironment(
  simulator: Simulator,
  { port, dataDir }: { port: number, dataDir: string },
): Record<string, string> {
  return {
    ...simulatedEnvironment({
      app: simulator.appCredentials,
      wecomUrl: simulator.url,
      siteUrl: simulator.proxyUrl,
      port,
      dataDir,
      sessionPassword: SESSION_PASSWORD,
    }),
    NODE_ENV: 'production',
    NUXT_DRAIN_SECONDS: '0',
    // Tests count the requests of a page.
    NUXT_MEASURED_PAGES: '0',
  }
}

const { NODE_COMPILE_CACHE } = process.env

/**
 * Starts the built server with only this environment and a compile cache. It does not wait until the server is ready.
 *
 * @param folder where it was built
 */
export function spawnApp(environment: Record<string, string>, folder = root): AppProcess {
  const entry = join(folder, '.output/server/index.mjs')
  if (!existsSync(entry)) throw new Error('The end-to-end tests run the built server: `npm run build` first.')
  const child: ChildProcess = spawn(process.execPath, [entry], {
    env: { NODE_COMPILE_CACHE, ...environment }, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  // A chunk can end within a character.
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', text => output += text)
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()))
  return {
    pid: child.pid!,
    output: () => output,
    exitCode: () => child.exitCode,
    ended: gone,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await gone
    },
  }
}

/** Waits until the server answers. @throws with its output when it ends or takes too long */
export function waitUntilHealthy(app: AppProcess, url: string): Promise<void> {
  return waitUntil(app, () => fetch(`${url}/healthz`), 200)
}

/**
 * Waits until the server has connected to its Redis. Only then it can say that a session does not exist.
 *
 * @throws with its output when it ends or takes too long
 */
export function waitUntilConnected(app: AppProcess, url: string): Promise<void> {
  return waitUntil(
    app,
    () => fetch(`${url}/api/session`, { headers: { cookie: `wecom_session=${'a'.repeat(64)}` } }),
    401,
  )
}

async function waitUntil(app: AppProcess, ask: () => Promise<Response>, status: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && app.exitCode() === null) {
    const isSo = await ask().then(response => response.status === status, () => false)
    if (isSo) return
    await sleep(25)
  }
  // Its last lines come after its end.
  if (app.exitCode() !== null) await app.ended
  throw new Error(`The server did not start:\n${app.output()}`)
}
