import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { Certificate } from './certificate.ts'
import { findProgram, REDIS_SERVER } from '../../scripts/lib/system-program.mjs'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'
import { startRedisServer, tlsSettings } from './redis-server.ts'
import type { RedisServer } from './redis-server.ts'

/**
 * A sentinel that a busy machine has held up for two seconds acts on nothing for the next 30 seconds ("TILT"), because
 * it does not trust its clock.
 */
export const FAIL_OVER_MS = 90_000

/** A primary with a replica, watched by one sentinel. */
export interface SentinelGroup {
  /** As in NUXT_REDIS_URL. */
  url: string
  /** Kills the primary, and waits until the replica has its place. */
  failOver: () => Promise<void>
  close: () => Promise<void>
}

/** @param certificate all of them then speak TLS, with each other and with clients */
export async function startSentinelGroup(certificate?: Certificate): Promise<SentinelGroup> {
  const replication = certificate ? ['--tls-replication', 'yes'] : []
  const portOf = (server: RedisServer) => server.tlsPort ?? server.port
  const primary = await startRedisServer(replication, certificate)
  const replica = await startRedisServer(
    [...replication, '--replicaof', '127.0.0.1', String(portOf(primary))], certificate,
  )
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-sentinel-'))
  const file = join(folder, 'sentinel.conf')
  const tlsPort = certificate && await freePort()
  writeFileSync(file, [
    `port ${port}`, 'bind 127.0.0.1', `dir ${folder}`,
    `sentinel monitor members 127.0.0.1 ${portOf(primary)} 1`,
    // A busy machine must not look like a dead primary. `failOver` says when it is dead.
    'sentinel down-after-milliseconds members 60000',
    'sentinel failover-timeout members 3000',
  ].join('\n'))
  const tls = certificate && tlsPort ? [...tlsSettings(certificate, tlsPort), ...replication] : []
  const child = spawn(findProgram(REDIS_SERVER, process.env)!, [file, '--sentinel', ...tls], { stdio: 'ignore' })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const sentinel = new Redis(port, '127.0.0.1')
  // It may not listen yet.
  sentinel.on('error', () => {})
  const primaryPort = async () => {
    const [, current] = await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'members') as [string, string]
    return Number(current)
  }
  const hasReplica = async () => {
    const replicas = await sentinel.call('SENTINEL', 'REPLICAS', 'members') as string[][]
    return replicas.some(fields => fields[fields.indexOf('master-link-status') + 1] === 'ok')
  }
  await eventually(hasReplica)
  return {
    url: `redis${certificate ? 's' : ''}-sentinel://127.0.0.1:${tlsPort ?? port}/members`,
    async failOver() {
      // Replication is asynchronous: what was written before must not be lost.
      const before = new Redis(primary.url)
      await before.set('last', '1')
      await before.wait(1, 10_000)
      before.disconnect()
      await primary.kill()
      await eventually(async () => {
        if (await primaryPort() === portOf(replica)) return true
        // It may be at it already, or the attempt before took too long.
        await sentinel.call('SENTINEL', 'FAILOVER', 'members').catch(() => {})
        return false
      }, FAIL_OVER_MS)
    },
    async close() {
      sentinel.disconnect()
      child.kill('SIGKILL')
      await gone
      await Promise.all([primary.close(), replica.close()])
      rmSync(folder, { recursive: true })
    },
  }
}
