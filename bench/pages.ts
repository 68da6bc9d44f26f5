// npm run bench:pages [-- --visits <n>]: 1,000 signed-in members ask one process for their page at the same moment;
// then 100,000 visits follow, each a page and a customer drawn for it, and the memory of the process is read on the
// way. Needs Linux and `npm run build` first. The exit code is 1 when a promise is broken.
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { manyFollowers } from '../simulator/scenarios/default/customers.ts'
import { serviceTeam } from '../simulator/scenarios/default/members.ts'
import { startStack } from '../test/e2e/support/stack.ts'
import { megabytesOf } from './megabytes.ts'
import { percentile } from './percentile.ts'
import { report } from './report.ts'
import { signedInHeaders } from './signed-in.ts'

const MEMBERS = 1_000
const ROUNDS = 5
const PROMISED_MS = 400
const IN_FLIGHT = 32
const SAMPLES = 20
/** Times the memory in the second quarter of the visits. In the first one, caches fill. */
const MOST_GROWTH = 1.1
/** The container of compose.yml, and the heap that Node allows itself there. */
const MOST_MB = 512
const NODE_OPTIONS = '--max-old-space-size=256'
/** Each member opens many more pages in a minute than a person would. */
const LIMITS = JSON.stringify({ memberPages: 100, customers: 100 })

const { values } = parseArgs({ options: { visits: { type: 'string', default: '100000' } } })
const visits = Number(values.visits)
const stack = await startStack({ NUXT_LIMITS: LIMITS, NODE_OPTIONS })
const everyone = await signedInHeaders(stack, serviceTeam.slice(0, MEMBERS))
const customer = `/api/customers/${manyFollowers.externalUserId}?beside=1&drawn=1`
let failed = 0

async function get(pool: Pool, path: string, headers: Record<string, string>): Promise<void> {
  const answer = await pool.request({ method: 'GET', path, headers }).catch(() => undefined)
  await answer?.body.dump({ limit: Infinity })
  if (answer?.statusCode !== 200) failed++
}

/** @returns milliseconds that each member has waited */
async function askAllAtOnce(): Promise<number[]> {
  const pool = new Pool(stack.directUrl, { connections: MEMBERS, pipelining: 1 })
  const waited: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now()
    await Promise.all(everyone.map(async (headers) => {
      await get(pool, '/', headers)
      // The first round opens the connections.
      if (round > 0) waited.push(performance.now() - began)
    }))
  }
  await pool.close()
  return waited
}

/** @returns megabytes of the process, on the way */
async function visitAgainAndAgain(): Promise<number[]> {
  const pool = new Pool(stack.directUrl, { connections: IN_FLIGHT, pipelining: 1 })
  const memory: number[] = []
  let visit = 0
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (visit < visits) {
      const headers = everyone[visit++ % MEMBERS]!
      if (visit % Math.ceil(visits / SAMPLES) === 0) memory.push(megabytesOf(stack.app().pid, 'VmRSS'))
      await get(pool, '/', headers)
      await get(pool, customer, headers)
    }
  }))
  await pool.close()
  return memory
}

try {
  const p99 = percentile(await askAllAtOnce(), 0.99)
  const memory = await visitAgainAndAgain()
  const [early, late] = [percentile(memory.slice(SAMPLES / 4, SAMPLES / 2), 0.5), percentile(memory.slice(-5), 0.5)]
  const most = megabytesOf(stack.app().pid, 'VmHWM')
  const kept = report([
    {
      promise: `of ${MEMBERS} pages at once, 99 % within ${PROMISED_MS} ms`,
      measured: `${Math.round(p99)} ms`,
      kept: p99 <= PROMISED_MS,
    },
    {
      promise: `memory of ${visits} visits: at most ${MOST_GROWTH} × that of their second quarter`,
      measured: `${Math.round(early)} → ${Math.round(late)} MB`,
      kept: late <= MOST_GROWTH * early,
    },
    {
      promise: `at most the ${MOST_MB} MB of compose.yml, at any time`,
      measured: `${Math.round(most)} MB`,
      kept: most <= MOST_MB,
    },
    { promise: 'every answer is 200', measured: `${failed} others`, kept: failed === 0 },
  ])
  console.log(`MB on the way: ${memory.map(Math.round).join(' ')}`)
  process.exitCode = kept ? 0 : 1
}
finally {
  await stack.close()
}
