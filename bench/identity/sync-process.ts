// One process of `sync-runs.ts`: syncs as fast as possible or at a rate, and reports its progress and cost.
import { openSync } from '../../cli/sync/open-sync.ts'
import { loadConfig } from '../../server/config/load-config.ts'
import type { SyncProgress } from '../../server/identity/sync/run-state.ts'

/** Sent four times a second. */
export interface SyncReport {
  progress?: SyncProgress
  complete: boolean
  /** Since this process got the lease. */
  ms: number
  /** CPU time of these. */
  cpuMs: number
  maxRssMb: number
}

const REPORT_MS = 250
const { sync, close } = openSync(loadConfig(process.env), Number(process.argv[2]))
const never = new AbortController().signal
let began = 0
let cpu = process.cpuUsage()

async function report(complete: boolean): Promise<void> {
  if (!began && sync.isRunner()) {
    began = performance.now()
    cpu = process.cpuUsage()
  }
  const { user, system } = process.cpuUsage(cpu)
  const sent: SyncReport = {
    progress: await sync.progress(),
    complete,
    ms: began ? performance.now() - began : 0,
    cpuMs: (user + system) / 1_000,
    maxRssMb: process.resourceUsage().maxRSS / 1_024,
  }
  process.send?.(sent)
}

process.on('disconnect', () => process.exit())
const reporting = setInterval(() => void report(false), REPORT_MS)
while (await sync.run(never, Date.now()) === 'held') await new Promise(resolve => setTimeout(resolve, REPORT_MS))
clearInterval(reporting)
await report(true)
await close()
process.exit()
