import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Simulator } from '../../../simulator/start.ts'
import { eventually } from '../../support/eventually.ts'
import { appEnvironment } from './app-process.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** One line of `npm run sync -- --json`. */
export interface SyncEvent {
  event: string
  role: string
  customers?: number
  withUnionId?: number
  pages?: number
  [field: string]: unknown
}

/** `npm run sync` in its own process. */
export interface SyncProcess {
  stdout: () => string
  stderr: () => string
  /** Its lines, with --json. */
  events: () => SyncEvent[]
  /** Waits for a line. @throws when the process ends without it */
  until: (isIt: (event: SyncEvent) => boolean) => Promise<SyncEvent>
  kill: (signal: NodeJS.Signals) => void
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>
}

const { NODE_COMPILE_CACHE } = process.env

/** @param environment whole environment, except the compile cache */
export function spawnSync(environment: Record<string, string>, options: string[] = ['--json']): SyncProcess {
  const child = spawn(process.execPath, ['cli/sync.ts', ...options], {
    env: { NODE_COMPILE_CACHE, ...environment }, cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  // A chunk can end within a character or within a line.
  child.stdout.setEncoding('utf8').on('data', text => stdout += text)
  child.stderr.setEncoding('utf8').on('data', text => stderr += text)
  const events = () => stdout.split('\n').slice(0, -1).map(line => JSON.parse(line) as SyncEvent)
  let hasEnded = false
  const ended = new Promise<number | null>(resolve => child.once('close', (code) => {
    hasEnded = true
    resolve(code)
  }))
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    events,
    async until(isIt) {
      await eventually(() => events().some(isIt) || hasEnded, 60_000)
      const found = events().find(isIt)
      if (!found) throw new Error(`The sync ended:\n${stdout}${stderr}`)
      return found
    },
    kill: signal => void child.kill(signal),
    ended,
  }
}

/** The environment of a server of this simulator and folder. */
export function syncEnvironment(simulator: Simulator, dataDir: string): Record<string, string> {
  return appEnvironment(simulator, { port: 1, dataDir })
}
