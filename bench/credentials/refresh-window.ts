import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startRedisServer } from '../../test/support/redis-server.ts'
import { startUpstream } from '../../test/support/upstream.ts'
import type { Finding } from '../report.ts'

const PROCESSES = 4
const UPSTREAM_MS = 2_000
/** The processes send requests for longer than a renewal takes, so that each sees its begin and its end. */
export const WINDOW_MS = 3 * UPSTREAM_MS
export const REQUESTS_A_PROCESS = 2_500
/** Moves the clock into the last ten minutes of a credential that is valid for two hours. */
export const SKIPPED_MS = 110 * 60_000
export const TOO_LONG_MS = 5

/** Measures callers in several processes of one Redis while a slow upstream renews their credential. */
export async function refreshWindow(): Promise<Finding> {
  const redis = await startRedisServer()
  const upstream = await startUpstream((_request, response) => {
    const count = upstream.calls.length
    setTimeout(() => response.end(`token-${count}`), count === 1 ? 0 : UPSTREAM_MS)
  })
  const program = fileURLToPath(new URL('./window-process.ts', import.meta.url))
  const processes = await Promise.all(Array.from({ length: PROCESSES }, async () => {
    const child = fork(program, [redis.url, upstream.url])
    await once(child, 'message')
    return child
  }))
  const reports = await Promise.all(processes.map(async (child) => {
    const answer = once(child, 'message')
    child.send('begin')
    const [report] = await answer as [{ waits: number, renewed: boolean }]
    return report
  }))
  for (const child of processes) child.disconnect()
  await Promise.all([upstream.close(), redis.close()])

  const waits = reports.reduce((sum, report) => sum + report.waits, 0)
  const renewed = reports.filter(report => report.renewed).length
  const refreshes = upstream.calls.length - 1
  return {
    promise: `refresh window: ${PROCESSES} × ${REQUESTS_A_PROCESS} requests, upstream ${UPSTREAM_MS} ms: `
      + `no request waits over ${TOO_LONG_MS} ms`,
    measured: `${waits} waits, ${refreshes} refresh, new in ${renewed} processes`,
    kept: waits === 0 && refreshes === 1 && renewed === PROCESSES,
  }
}
