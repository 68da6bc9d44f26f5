import { setTimeout as sleep } from 'node:timers/promises'
import type { Fleet } from '../../test/e2e/support/fleet.ts'
import type { Webview } from '../../test/e2e/support/webview.ts'
import { startLoadBalancer } from '../../test/support/load-balancer.ts'
import { burst, steadily } from './load.ts'
import type { Finding } from '../report.ts'

const PER_PROCESS = 250
const PER_SECOND = 500
const ROUNDS = 20
const MAX_RECOVERY_MS = 5_000
const MAX_P99_MS = 400
const CREDENTIALS = ['gettoken', 'get_jsapi_ticket', 'ticket/get']

/** @param members signed-in members, who send the requests in turn: one alone may not send so many at once */
export function createStorms(fleet: Fleet, members: readonly Webview[]) {
  const memberOf = (i: number) => members[i % members.length]!
  const ask = (process: number, i: number, path: string) => memberOf(i).get(`${fleet.origins[process]}${path}`)
  const signatures = (process: number, i: number) =>
    ask(process, i, `/api/jssdk/signatures?url=${encodeURIComponent(`${fleet.url}/?i=${i}`)}`)
  const list = (process: number, i: number) => ask(process, i, '/api/customers')
  const session = (process: number, i: number) => ask(process, i, '/api/session')
  const fromAll = (request: (process: number, i: number) => Promise<Response>) =>
    burst(
      fleet.origins.flatMap((_origin, process) =>
        Array.from({ length: PER_PROCESS }, (_, i) => () => request(process, i)),
      ),
    )
  const { world } = fleet.simulator

  return {
    async cold(): Promise<Finding> {
      await fleet.makeCold()
      world.log.clear()
      const { requests, errors, p99 } = await fromAll(signatures)
      const calls = CREDENTIALS.map(fleet.calls).join('/')
      return {
        promise: `${requests} cold requests: one call for each credential`,
        measured: `${calls} calls, ${errors} errors, p99 ${Math.round(p99)} ms`,
        kept: calls === '1/1/1' && errors === 0,
      }
    },

    async revoked(): Promise<Finding> {
      await fromAll((process, i) => i < members.length ? list(process, i) : session(process, i))
      world.log.clear()
      world.credentials.revoke('access_token')
      const { requests, errors, p99 } = await fromAll(list)
      const refreshes = fleet.calls('gettoken')
      return {
        promise: `${requests} requests meet a revoked token: one refresh`,
        measured: `${refreshes} refresh, ${errors} errors, p99 ${Math.round(p99)} ms`,
        kept: refreshes === 1 && errors === 0,
      }
    },

    async holderKilled(): Promise<Finding> {
      await fleet.makeCold()
      world.log.clear()
      world.faults.replace([{ path: '/cgi-bin/gettoken', delayMs: 2_000, times: 1 }])
      const lost = signatures(0, 0).catch(() => undefined)
      while (world.faults.list().length > 0) await sleep(5)
      await fleet.app(0).stop('SIGKILL')
      await lost
      const began = performance.now()
      const survivors = fleet.origins.map((_origin, process) => process).slice(1)
      const { errors } = await burst(survivors.map(process => () => signatures(process, 0)))
      const recovery = Math.round(performance.now() - began)
      const calls = fleet.calls('gettoken')
      await fleet.restart(0)
      return {
        promise: 'the process that fetches is killed: the others recover within 5 s, at most 2 calls',
        measured: `${recovery} ms, ${calls} calls, ${errors} errors`,
        kept: recovery <= MAX_RECOVERY_MS && calls <= 2 && errors === 0,
      }
    },

    async redisDead(how: 'killed' | 'hanging'): Promise<Finding> {
      for (let process = 0; process < fleet.origins.length; process++) {
        await Promise.all(members.map((_member, i) => session(process, i)))
      }
      const { requests, errors, p99 } = await steadily(
        PER_SECOND,
        i => signatures(i % fleet.origins.length, i),
        async () => {
          await sleep(500)
          if (how === 'killed') await fleet.redis.kill()
          else fleet.redis.hang()
          await sleep(3_000)
        },
      )
      if (how === 'killed') await fleet.redis.restart()
      else fleet.redis.goOn()
      return {
        promise: `Redis ${how} at ${PER_SECOND} requests a second: no error, p99 within ${MAX_P99_MS} ms`,
        measured: `${errors} errors of ${requests}, p99 ${Math.round(p99)} ms`,
        kept: errors === 0 && p99 <= MAX_P99_MS,
      }
    },

    async terminated(): Promise<Finding> {
      const balancer = await startLoadBalancer(fleet.origins)
      const { requests, errors } = await steadily(
        PER_SECOND,
        i => memberOf(i).get(`${balancer.url}/api/session`),
        async () => {
          for (let round = 0; round < ROUNDS; round++) {
            await fleet.restart(round % fleet.origins.length, 'SIGTERM')
            await balancer.settled()
          }
        },
      )
      await balancer.close()
      return {
        promise: `SIGTERM × ${ROUNDS} at ${PER_SECOND} requests a second: none lost`,
        measured: `${errors} lost of ${requests}`,
        kept: errors === 0,
      }
    },
  }
}
