import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startRedisServer } from '../../test/support/redis-server.ts'
import { startUpstream } from '../../test/support/upstream.ts'
import { percentile } from '../percentile.ts'
import type { Finding } from '../report.ts'

const PROCESSES = 4
const CALLERS = 250
const ROUNDS = 10
const UPSTREAM_MS = 120
const ALLOWED_MS = UPSTREAM_MS + 100

/**
 * Measures how long callers wait when no process has the credential yet. Several processes share one Redis. Callers
 * should wait little longer than the upstream takes.
 */
export async function followers(): Promise<Finding> {
  const redis = await startRedisServer()
  const upstream = await startUpstream((_request, response) => {
    setTimeout(() => response.end('a credential'), UPSTREAM_MS)
  })
  const program = fileURLToPath(new URL('./follower.ts', import.meta.url))
  const processes = await Promise.all(Array.from({ length: PROCESSES }, async () => {
    const child = fork(program, [redis.url, upstream.url, String(CALLERS)])
    await once(child, 'message')
    return child
  }))

  upstream.calls.length = 0
  const waits: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    waits.push(...(await Promise.all(processes.map(child => ask(child, `bench:${round}`)))).flat())
  }
  for (const child of processes) child.disconnect()
  await Promise.all([upstream.close(), redis.close()])

  const p99 = Math.round(percentile(waits, 0.99))
  return {
    promise: `no credential, ${PROCESSES} × ${CALLERS} callers, upstream ${UPSTREAM_MS} ms: `
      + `p99 at most ${ALLOWED_MS} ms, one fetch a round`,
    measured: `p99 ${p99} ms, ${upstream.calls.length} fetches in ${ROUNDS} rounds`,
    kept: p99 <= ALLOWED_MS && upstream.calls.length === ROUNDS,
  }
}

async function ask(child: ChildProcess, key: string): Promise<number[]> {
  const answer = once(child, 'message')
  child.send(key)
  const [waits] = await answer as [number[]]
  return waits
}
