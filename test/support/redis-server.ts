import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProgram, missing, REDIS_SERVER } from '../../scripts/lib/system-program.mjs'
import { freePort } from './free-port.ts'

const START_TIMEOUT_MS = 20_000

/** A private Redis on a free port of this machine, for one test. It keeps its data in memory. */
export interface RedisServer {
  url: string
  port: number
  /** Connections are accepted and stay open, but Redis does not answer. */
  hang: () => void
  goOn: () => void
  /** Kills the server, as in a crash. All its data is lost. */
  kill: () => Promise<void>
  /** Starts again on the same port, empty. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

/**
 * @param more settings, as in its command line
 * @throws when there is no redis-server, or it does not start
 */
export async function startRedisServer(more: readonly string[] = []): Promise<RedisServer> {
  const program = findProgram(REDIS_SERVER, process.env)
  if (!program) throw new Error(missing(REDIS_SERVER))
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-redis-'))
  const settings = [
    '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, '--loglevel',
    'warning', ...more,
  ]

  let child = await start(program, settings, port)
  async function kill() {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await gone
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    hang: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    kill,
    async restart() {
      await kill()
      child = await start(program, settings, port)
    },
    async close() {
      await kill()
      rmSync(folder, { recursive: true })
    },
  }
}

async function start(program: string, settings: string[], port: number): Promise<ChildProcess> {
  const child = spawn(program, settings, { stdio: 'ignore' })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answersPing(port)) return child
    await sleep(10)
  }
  child.kill('SIGKILL')
  throw new Error(`redis-server did not start on port ${port}`)
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
  })
}
