// npm run bench:office: the 500 members of an office behind one address come back from WeCom with their codes, all at
// once, to two built servers that share a Redis; WeCom takes 100 ms for each call. Prints how long their sign-ins take.
// Needs `npm run build` first, and redis-server. The exit code is 1 when a promise is broken.
import { startFleet } from '../test/e2e/support/fleet.ts'
import { comeToWork } from '../test/e2e/support/office.ts'
import { percentile } from './percentile.ts'
import { report } from './report.ts'

const MEMBERS = 500
const UPSTREAM_MS = 100
const PROMISED_S = 60

const fleet = await startFleet(2)
try {
  const arrivals = await comeToWork(fleet, MEMBERS)
  fleet.simulator.world.changeSettings({ latencyMs: UPSTREAM_MS })
  const began = performance.now()
  const signIns = await Promise.all(arrivals.map(async ({ webview, callback }, i) => {
    const answer = await webview.get(fleet.origins[i % fleet.origins.length]! + callback)
    const signedIn = answer.status === 302 && webview.cookies.has('wecom_session')
    return { signedIn, seconds: (performance.now() - began) / 1_000 }
  }))
  const seconds = signIns.map(signIn => signIn.seconds)
  const refused = signIns.filter(({ signedIn }) => !signedIn).length
  const [half, last] = [percentile(seconds, 0.5), Math.max(...seconds)]
  const kept = report([
    {
      promise: `${MEMBERS} members behind one address sign in within ${PROMISED_S} s`,
      measured: `half of them in ${half.toFixed(1)} s, the last in ${last.toFixed(1)} s`,
      kept: last <= PROMISED_S,
    },
    { promise: 'none of them is refused', measured: `${refused} refused`, kept: refused === 0 },
  ])
  process.exitCode = kept ? 0 : 1
}
finally {
  await fleet.close()
}
