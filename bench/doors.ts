// npm run bench:doors [-- --keep]: what an answer costs the built server, as a share of what it costs a bare node:http
// server, and a page as a share of an empty Nuxt page. In one run, in turns. Needs Linux and `npm run build` first. The
// exit code is 1 when a promise is broken. `--keep` writes the figures that later runs are compared with.
import { parseArgs } from 'node:util'
import { withUnionId } from '../simulator/scenarios/default/customers.ts'
import { linXiaotong, serviceTeam } from '../simulator/scenarios/default/members.ts'
import type { Customer } from '../simulator/scenarios/scenario.ts'
import { startStack } from '../test/e2e/support/stack.ts'
import { startBareServer } from './doors/bare.ts'
import { costOf } from './doors/cost.ts'
import type { Subject } from './doors/cost.ts'
import { committedFigures } from './figures.ts'
import { percentile } from './percentile.ts'
import { report } from './report.ts'
import { startEmptyApp } from './sidebar/empty-app.ts'
import { signedInHeaders } from './signed-in.ts'

const ROUNDS = 5
const SECONDS = 3
/** So many members ask in turns: counting the uses of one busy member would cost more than members in real life do. */
const MEMBERS = 500
const LIMITS = JSON.stringify({ signatures: 10, memberPages: 10 })

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } })
const stack = await startStack({ NUXT_LIMITS: LIMITS })
const bare = await startBareServer()
const empty = await startEmptyApp()
const everyone = await signedInHeaders(stack, [linXiaotong, ...serviceTeam.slice(1, MEMBERS)])

const ours = (path: string, headers = everyone): Subject =>
  ({ pid: stack.app().pid, url: stack.directUrl, path, headers })
const profileOf = ({ externalUserId }: Customer) => `/api/customers/${externalUserId}`
const page = `${stack.url}/`
const DOORS = {
  profile: { subject: ours(profileOf(withUnionId), everyone.slice(0, 1)), base: bare, promised: 0.12 },
  signatures: { subject: ours(`/api/jssdk/signatures?url=${encodeURIComponent(page)}`), base: bare, promised: 0.2 },
  session: { subject: ours('/api/session'), base: bare, promised: 0.25 },
  page: { subject: ours('/'), base: { ...empty, path: '/' }, promised: 1 },
}

/** @returns how many answers of the door cost as much as one of its base, and its own cost in microseconds */
async function measure({ subject, base }: { subject: Subject, base: Subject }) {
  const shares: number[] = []
  const costs: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const [theirs, cost] = [await costOf(base, SECONDS), await costOf(subject, SECONDS)]
    // The first round warms up both.
    if (round === 0) continue
    shares.push(theirs / cost)
    costs.push(cost)
  }
  return { share: percentile(shares, 0.5), cost: percentile(costs, 0.5) }
}

try {
  const measured = []
  for (const [name, door] of Object.entries(DOORS)) measured.push({ name, ...door, ...await measure(door) })
  const figures = Object.fromEntries(measured.map(({ name, share }) => [name, share]))
  const kept = report(measured.map(({ name, base, share, cost, promised }) => ({
    promise: `${name}: at least ${promised} of ${base === bare ? 'bare node:http' : 'an empty Nuxt page'}`,
    measured: `${share.toFixed(3)}, ${Math.round(cost)} µs`,
    kept: share >= promised,
  })))
  const committed = committedFigures('doors')
  for (const line of committed.compare(figures, 'higher')) console.log(line)
  if (values.keep) committed.keep(figures)
  process.exitCode = kept ? 0 : 1
}
finally {
  await Promise.all([stack.close(), bare.close(), empty.close()])
}
