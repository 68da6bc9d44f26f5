// npm run audit: answers who saw a customer, and checks and exports the audit. Reads the environment of the server.
import type { Checkpoint } from '../server/audit/checkpoint.ts'
import { trustExtraCa } from '../server/config/extra-ca.ts'
import { loadConfig } from '../server/config/load-config.ts'
import { readArguments } from './audit/arguments.ts'
import type { AuditArguments } from './audit/arguments.ts'
import { readCheckpoints } from './audit/checkpoints.ts'
import { printExport, printWho, verify } from './audit/commands.ts'
import { openAudit } from './audit/open-audit.ts'
import type { OpenAudit } from './audit/open-audit.ts'
import { verdictText } from './audit/texts.ts'
import { toFailure, toSetUpFailure } from './failure.ts'
import type { Failure } from './failure.ts'
import { outputProblem } from './output.ts'

const USAGE = `Reads the audit: who did what to which customer. Reads the same environment as the server.

  npm run audit -- who <id>         who did what to a customer (external userid or unionid), the newest first
  npm run audit -- verify           checks every row, and names the first wrong one
  npm run audit -- export           prints all rows
  npm run audit -- pseudonym <id>   prints the pseudonym of an id, to find it in the log

  --from, --to <date>       who, export: only rows from this day on, and before that day (2026-03-31, in UTC), or
                            moment (2026-03-31T08:00+08:00)
  --json                    who: one JSON object per line
  --format csv|ndjson       export: csv without it
  --checkpoint <line|file>  verify: compares with checkpoints from the log of a server; can be given several times

Exit code: 0 done, 1 failed, 2 a row is wrong
`
const EXIT = { done: 0, failed: 1, wrong: 2 }

const say = (text: string) => void process.stderr.write(text)

async function run(
  audit: OpenAudit, { command, id, period, format, json }: AuditArguments, checkpoints: readonly Checkpoint[],
): Promise<void> {
  const write = (text: string) => void process.stdout.write(text)
  if (command === 'pseudonym') write(`${(await audit.openKeys()).pseudonym(id)}\n`)
  else if (command === 'export') await printExport(audit, period, format, process.stdout)
  else if (command === 'who') {
    const rows = await printWho(audit, id, period, json, write)
    if (rows === 0) say('There is no row about this id.\n')
  }
  else {
    const verdict = await verify(audit, checkpoints, say)
    // First, because the reader of the text may have gone.
    process.exitCode = verdict.problem ? EXIT.wrong : EXIT.done
    write(`${verdictText(verdict)}\n`)
  }
}

/** On the other stream, because standard output may be a file of rows. */
function refuse(text: string): void {
  process.exitCode = EXIT.failed
  say(text)
}

function fail({ code, message, fix }: Failure): void {
  refuse(`${code}: ${message}\n${fix ? `${fix}\n` : ''}`)
}

async function main(given: AuditArguments): Promise<void> {
  const seen = await readCheckpoints(given.checkpoints)
  if ('problem' in seen) return refuse(`${seen.problem}\n`)
  let audit: OpenAudit
  try {
    trustExtraCa(process.env)
    audit = openAudit(loadConfig(process.env))
  }
  catch (error) {
    return fail(toSetUpFailure(error))
  }
  await run(audit, given, seen.checkpoints).finally(audit.close).catch((error: unknown) => fail(toFailure(error)))
}

process.stdout.on('error', (error) => {
  const problem = outputProblem(error)
  if (problem) refuse(problem)
  process.exit()
})
const read = readArguments(process.argv.slice(2))
if ('help' in read) process.stdout.write(USAGE)
else if ('problem' in read) refuse(`${read.problem}\n\n${USAGE}`)
else await main(read.given)
