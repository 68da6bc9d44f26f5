// npm run bench:credentials: measures what the project promises about credentials, on four built servers, a real Redis
// and the simulator. Needs `npm run build` first. Takes about two minutes; the exit code is 1 when a promise is broken.
import { availableParallelism } from 'node:os'
import { startFleet } from '../test/e2e/support/fleet.ts'
import { FLOOD_LIMITS } from '../test/e2e/support/flood-limits.ts'
import { signIn } from '../test/e2e/support/webview.ts'
import { followers } from './credentials/followers.ts'
import { refreshWindow } from './credentials/refresh-window.ts'
import { report } from './report.ts'
import type { Finding } from './report.ts'
import { createStorms } from './credentials/storms.ts'

const PROCESSES = 4
const MEMBERS = 4
const LATENCY_MS = { least: 50, most: 120 }

const fleet = await startFleet(PROCESSES, () => ({ ...FLOOD_LIMITS, NUXT_DRAIN_SECONDS: '1', NUXT_LOG_LEVEL: 'error' }))
const varyLatency = () =>
  fleet.simulator.world.changeSettings({
    latencyMs: LATENCY_MS.least + Math.random() * (LATENCY_MS.most - LATENCY_MS.least),
  })
const varying = setInterval(varyLatency, 10)
const findings: Finding[] = []

async function measure(work: () => Promise<Finding>) {
  const finding = await work()
  console.log(`… ${finding.promise}`)
  findings.push(finding)
}

try {
  const userIds = fleet.simulator.world.scenario.members.slice(0, MEMBERS).map(({ userId }) => userId)
  const storms = createStorms(fleet, await Promise.all(userIds.map(userId => signIn(fleet, { userId }))))
  await measure(storms.cold)
  await measure(storms.revoked)
  await measure(storms.holderKilled)
  await measure(refreshWindow)
  await measure(followers)
  await measure(storms.terminated)
  await measure(() => storms.redisDead('hanging'))
  await measure(() => storms.redisDead('killed'))
}
finally {
  clearInterval(varying)
  await fleet.close()
}

console.log(
  `\n${PROCESSES} processes, upstream ${LATENCY_MS.least}–${LATENCY_MS.most} ms, ${availableParallelism()} cores\n`,
)
process.exitCode = report(findings) ? 0 : 1
