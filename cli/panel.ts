// Checks a provider of a panel. It needs no configuration.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { isUsableAddress } from '../server/upstream/address-rules.ts'
import { createGuardedTransport } from '../server/upstream/guarded-transport.ts'
import { readArguments } from './panel/arguments.ts'
import { checkProvider } from './panel/check-provider.ts'

const USAGE = `Checks that a provider keeps the contract of docs/panels.md.

  PANEL_SECRET=whsec_… npm run panel -- check <url>

  --union-id <id>   of the customer in the calls: one that the provider knows

Exit code: 0 it does, 1 it does not, 2 wrong arguments
`

const read = readArguments(process.argv.slice(2), process.env.PANEL_SECRET)
if ('problem' in read) {
  console.error(`${read.problem}\n\n${USAGE}`)
  process.exit(2)
}
const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }
const checks = await checkProvider(read, createGuardedTransport(isUsableAddress), clock)
for (const { what, problem } of checks) console.log(problem ? `✗ ${what}\n  ${problem}` : `✓ ${what}`)
process.exit(checks.some(({ problem }) => problem) ? 1 : 0)
