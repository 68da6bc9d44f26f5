// npm run bench:floods [-- half-bodies …]: members at work beside a flood, in the built server with a simulated WeCom.
// Without names: all floods, each for 60 seconds (`--seconds`), about 16 minutes in all. Needs Linux and
// `npm run build` first; "login-loop" needs redis-server. The exit code is 1 when a promise is broken.
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { Redis } from 'ioredis'
import { createPopulation } from '../simulator/scenarios/random/population.ts'
import { randomScenario } from '../simulator/scenarios/random.ts'
import { startStack } from '../test/e2e/support/stack.ts'
import type { Stack } from '../test/e2e/support/stack.ts'
import { createWebview, signIn } from '../test/e2e/support/webview.ts'
import { startRedisServer } from '../test/support/redis-server.ts'
import { work } from './floods/colleagues.ts'
import type { Colleague, Experience } from './floods/colleagues.ts'
import type { Outcomes, Target } from './floods/flood.ts'
import { FLOODS } from './floods/floods.ts'
import { megabytesOf } from './megabytes.ts'
import { report } from './report.ts'
import type { Finding } from './report.ts'

const COMPANY = { size: 20_000, seed: 'flood' }
const COLLEAGUES = 5
const PROXY_CONNECTIONS = 16
/** How long WeCom takes unless a flood says otherwise, milliseconds. */
const UPSTREAM_MS = 50

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { seconds: { type: 'string', default: '60' } },
})
const seconds = Number(values.seconds)
const names = positionals.length > 0 ? positionals : Object.keys(FLOODS)
const unknown = names.find(name => !Object.hasOwn(FLOODS, name))
if (unknown) throw new Error(`There is no flood "${unknown}", only ${Object.keys(FLOODS).join(', ')}`)

const findings: Finding[] = []
for (const name of names) findings.push(...await measure(name))
process.exitCode = report(findings) ? 0 : 1

async function measure(name: string): Promise<Finding[]> {
  const { does, redisMb, mostCalls, upstreamMs = UPSTREAM_MS } = FLOODS[name]!
  const redis = redisMb === undefined ? undefined : await startForgetfulRedis(redisMb)
  const stack = await startStack(redis && { NUXT_REDIS_URL: redis.url }, randomScenario(COMPANY.size, COMPANY.seed))
  try {
    stack.simulator.world.changeSettings({ latencyMs: upstreamMs })
    const [attacker, ...members] = await signInAll(stack)
    // A switch each second for longer than two minutes is more than any member may open.
    const [alone, colleagues] = [members.slice(0, COLLEAGUES), members.slice(COLLEAGUES)]
    const cookie = [...attacker!.webview.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const target = { url: stack.directUrl, origin: stack.url, cookie, customers: attacker!.customers }

    console.log(`\n${name}: ${does}, ${seconds} s`)
    await openConnections(colleagues[0]!)
    await work(colleagues, 2)
    const idle = await work(alone, seconds)
    show('without it', idle, stack)
    stack.simulator.world.log.clear()
    const flood = startFlood(name, target)
    const beside = await work(colleagues, seconds)
    show('beside it ', beside, stack)
    console.log(`  answers     ${inWords(await flood)}`)
    const calls = stack.simulator.world.log.counts()
    console.log(`  upstream    ${inWords(calls)}`)
    const beyond = Object.values(calls).reduce((sum, count) => sum + count, 0) - beside.switches
    return [
      {
        promise: `${name}: members wait at most twice as long (p99)`,
        measured: `${Math.round(beside.p99)} ms, alone ${Math.round(idle.p99)} ms`,
        kept: beside.p99 <= 2 * idle.p99,
      },
      {
        promise: `${name}: no member is refused`,
        measured: `refused: ${inWords(beside.failures) || 'none'}`,
        kept: Object.keys(beside.failures).length === 0,
      },
      {
        promise: `${name}: at most ${mostCalls} calls to WeCom beyond those for the members`,
        measured: String(beyond),
        kept: beyond <= mostCalls,
      },
    ]
  }
  finally {
    await stack.close()
    await redis?.close()
  }
}

/** The first one is the attacker. */
async function signInAll(stack: Stack): Promise<Colleague[]> {
  const population = createPopulation(COMPANY)
  const members = stack.simulator.world.scenario.members.slice(0, 2 * COLLEAGUES + 1)
  return Promise.all(members.map(async ({ userId }) => ({
    webview: createWebview({ ...stack, url: stack.directUrl }, (await signIn(stack, { userId })).cookies),
    customers: population.slice(userId, 0, 1_000).map(({ externalUserId }) => externalUserId),
  })))
}

/** Opens connections that stay open, as a proxy does: later ones wait behind the connections of the flood. */
async function openConnections({ webview }: Colleague): Promise<void> {
  await Promise.all(Array.from({ length: PROXY_CONNECTIONS }, () => webview.get('/healthz')))
}

function startFlood(name: string, target: Target): Promise<Outcomes> {
  const thread = new Worker(new URL('floods/thread.ts', import.meta.url), { workerData: { name, target, seconds } })
  return new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}

async function startForgetfulRedis(megabytes: number) {
  const redis = await startRedisServer()
  const admin = new Redis(redis.url)
  await admin.config('SET', 'maxmemory', `${megabytes}mb`)
  await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
  admin.disconnect()
  return redis
}

function show(when: string, { switches, failures, p50, p99 }: Experience, stack: Stack): void {
  const memory = Math.round(megabytesOf(stack.app().pid, 'VmRSS'))
  const times = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, RSS ${memory} MB`
  console.log(`  ${when}  ${switches} switches, ${times}, refused: ${inWords(failures) || 'none'}`)
}

function inWords(counts: Record<string, number>): string {
  return Object.entries(counts).map(([what, count]) => `${what}: ${count}`).join(', ')
}
