// npm run bench:reminders [-- --reminders <n>] [--seconds <n>]: reminders that are due arrive once and in time, with a
// process that is killed while it sends, and with WeCom away for a while. About three minutes; the exit code is 1 when
// a promise is broken.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startPostgresServer } from '../test/support/postgres-server.ts'
import { startWecom } from './reminders/wecom.ts'
import { run } from './reminders/run.ts'
import type { Outcome } from './reminders/run.ts'
import { report } from './report.ts'
import type { Finding } from './report.ts'

const PROCESSES = 4
/** What a process has in hand when it is killed. WeCom's duplicate check drops these, and must have no other work. */
const MOST_REPEATED = 20
/** Of the reminders that are due when a process is killed, and the time until the other ones send its share. */
const MOST_LATE_MS = 5_000
/** Instead of ten minutes: pauses between tries are at most half a minute, so a longer outage is no other case. */
const AWAY_MS = 45_000
/** The longest pause between two tries, and the work. */
const MOST_AFTER_MS = 35_000
/** Of the reminders: fewer are due while WeCom is away. */
const SHARE = 10

const { values } = parseArgs({ options: {
  reminders: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '50' },
} })
const [reminders, overMs] = [Number(values.reminders), Number(values.seconds) * 1_000]
const userIds = Array.from({ length: 1_000 }, (_, i) => `member${i}`)
const load = { userIds, reminders, overMs }

const inWords = ({ lost, doubled, repeated }: Outcome) =>
  `${lost} lost, ${doubled} doubled, ${repeated} calls repeated`
const lateness = ({ late: { median, p99, most } }: Outcome) => `median ${median} ms, p99 ${p99} ms, most ${most} ms`

function onceAndInTime(name: string, outcome: Outcome): Finding[] {
  return [
    {
      promise: `${name}: of ${reminders} reminders 0 lost and 0 doubled, at most ${MOST_REPEATED} sent to WeCom again`,
      measured: inWords(outcome),
      kept: outcome.lost === 0 && outcome.doubled === 0 && outcome.repeated <= MOST_REPEATED,
    },
    {
      promise: `${name}: at most ${MOST_LATE_MS / 1_000} s late`,
      measured: lateness(outcome),
      kept: outcome.late.most <= MOST_LATE_MS,
    },
  ]
}

const folder = mkdtempSync(join(tmpdir(), 'bench-reminders-'))
const newFolder = () => mkdtempSync(join(folder, 'data-'))
const postgres = await startPostgresServer()
const wecom = await startWecom(userIds)
const findings: Finding[] = []
try {
  const shared = { folder: newFolder(), databaseUrl: await postgres.createDatabase() }
  findings.push(...onceAndInTime(
    `PostgreSQL, ${PROCESSES} processes, one killed while it sends`,
    await run(shared, PROCESSES, wecom, load, async (fleet) => {
      await sleep(overMs / 2)
      fleet.killOne()
    }),
  ))
  findings.push(...onceAndInTime(
    'SQLite, one process, killed while it sends and started again',
    await run({ folder: newFolder() }, 1, wecom, load, async (fleet) => {
      await sleep(overMs / 2)
      fleet.killOne()
      await fleet.startOne()
    }),
  ))
  const few = { userIds, reminders: Math.ceil(reminders / SHARE), overMs: AWAY_MS }
  let up = 0
  const away = await run({ folder: newFolder(), databaseUrl: await postgres.createDatabase() }, PROCESSES, wecom, few,
    async () => {
      wecom.order('down')
      await sleep(AWAY_MS)
      wecom.order('up')
      up = Date.now()
    })
  findings.push({
    promise: `WeCom away for ${AWAY_MS / 1_000} s: all ${few.reminders} sent once, within ${MOST_AFTER_MS / 1_000} s`,
    measured: `${away.lost} lost, ${away.doubled} doubled, the last one ${away.lastAfter(up)} ms after it`,
    kept: away.lost === 0 && away.doubled === 0 && away.lastAfter(up) <= MOST_AFTER_MS,
  })
}
finally {
  wecom.close()
  await postgres.close()
  rmSync(folder, { recursive: true })
}
process.exitCode = report(findings) ? 0 : 1
