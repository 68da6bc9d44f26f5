import { performance } from 'node:perf_hooks'
import { spawn } from 'node:child_process'
import { megabytesOf } from './megabytes.ts'
import { percentile } from './percentile.ts'

/** npm run bench:simulator [-- <customers>]: figures of a random company, against the limits it promises to keep. */
const CUSTOMERS = Number(process.argv[2] ?? 1_000_000)
const LIMITS = { startMs: 5_000, pageMs: 20, memoryMb: 500 }
const PAGES = 500
const PORT = 5_980

const began = performance.now()
const child = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    'simulator/cli.ts',
    '--port',
    String(PORT),
    '--proxy-port',
    String(PORT + 1),
    '--scenario',
    `random:${CUSTOMERS}:bench`,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
const base = `http://localhost:${PORT}`

try {
  await untilReady()
  const startMs = performance.now() - began
  const token = await accessToken()
  const body = (cursor: string) =>
    JSON.stringify({ userid_list: ['member0001', 'member0002', 'member0003'], limit: 100, cursor })
  const durations: number[] = []
  let cursor = ''
  let customers = 0
  for (let page = 0; page < PAGES; page++) {
    const started = performance.now()
    const response = await fetch(`${base}/cgi-bin/externalcontact/batch/get_by_user?access_token=${token}`, {
      method: 'POST',
      body: body(cursor),
    })
    const answer = (await response.json()) as { errcode: number, external_contact_list: unknown[], next_cursor: string }
    durations.push(performance.now() - started)
    if (answer.errcode !== 0) throw new Error(`batch/get_by_user answered ${answer.errcode}`)
    customers += answer.external_contact_list.length
    cursor = answer.next_cursor
  }
  const memoryMb = peakMemoryMb(child.pid ?? 0)
  console.log(
    `${CUSTOMERS.toLocaleString('en')} customers, ${PAGES} pages with ${customers.toLocaleString('en')} entries`,
  )
  report('start', startMs, LIMITS.startMs, 'ms')
  report('page, median', percentile(durations, 0.5), LIMITS.pageMs, 'ms')
  report('page, 99th percentile', percentile(durations, 0.99), LIMITS.pageMs, 'ms')
  report('peak memory', memoryMb, LIMITS.memoryMb, 'MB')
}
finally {
  child.kill()
}

function report(what: string, value: number, limit: number, unit: string): void {
  const kept = value <= limit
  console.log(
    `${kept ? 'ok  ' : 'FAIL'} ${what.padEnd(22)} ${value.toFixed(1).padStart(8)} ${unit}  (limit ${limit} ${unit})`,
  )
  if (!kept) process.exitCode = 1
}

async function untilReady(): Promise<void> {
  for (;;) {
    if (await fetch(`${base}/simulator/app`).then(response => response.ok, () => false)) return
    if (child.exitCode !== null) throw new Error('The simulator has ended')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

async function accessToken(): Promise<string> {
  const { corpId, agentSecret } = (await (await fetch(`${base}/simulator/app`)).json()) as {
    corpId: string
    agentSecret: string
  }
  const answer = (await (
    await fetch(`${base}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${agentSecret}`)
  ).json()) as { access_token: string }
  return answer.access_token
}

/** Linux only; elsewhere 0. */
function peakMemoryMb(pid: number): number {
  return process.platform === 'linux' ? megabytesOf(pid, 'VmHWM') : 0
}
