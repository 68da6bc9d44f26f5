import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProgram, missing, REDIS_SERVER } from '../../scripts/lib/system-program.mjs'
import type { Certificate } from './certificate.ts'
import { freePort } from './free-port.ts'

const START_TIMEOUT_MS = 20_000

/** A private Redis on a free port of this machine, for one test. It keeps its data in memory. */
export interface RedisServer {
  url: string
  port: number
  /** Speaks TLS; only with a certificate. */
  tlsPort?: number
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
 * @param certificate for a second port with TLS
 * @throws when there is no redis-server, or it does not start
 */
export async function startRedisServer(
  more: readonly string[] = [], certificate?: Certificate,
): Promise<RedisServer> {
  const program = findProgram(REDIS_SERVER, process.env)
  if (!program) throw new Error(missing(REDIS_SERVER))
  const port = await freePort()
  const tlsPort = certificate && await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-redis-'))
  const settings = [
    '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, '--loglevel',
    'warning', ...more, ...certificate && tlsPort ? tlsSettings(certificate, tlsPort) : [],
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
    tlsPort,
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

/** @returns settings of a Redis or a sentinel, as in its command line */
export function tlsSettings({ ca, certificate, key }: Certificate, port: number): string[] {
  return [
    '--tls-port', String(port), '--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', ca,
    '--tls-auth-clients', 'no',
  ]
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
      resolve(/^(?:\+PONG|-NOAUTH)/.test(data.toString()))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
  })
}
