// npm run audit: answers who saw a customer, and checks and exports the audit. Reads the environment of the server.
import { parseArgs } from 'node:util'
import { EXPORT_FORMATS } from '../server/audit/export-format.ts'
import type { ExportFormat } from '../server/audit/export-format.ts'
import { trustExtraCa } from '../server/config/extra-ca.ts'
import { loadConfig } from '../server/config/load-config.ts'
import { checkpointsIn, printExport, printWho, verify } from './audit/commands.ts'
import { openAudit } from './audit/open-audit.ts'
import type { OpenAudit } from './audit/open-audit.ts'
import { verdictText } from './audit/texts.ts'
import { toFailure, toSetUpFailure } from './failure.ts'
import type { Failure } from './failure.ts'

const USAGE = `Reads the audit: who did what to which customer. Reads the same environment as the server.

  npm run audit -- who <id>         who did what to a customer (external userid or unionid), the newest first
  npm run audit -- verify           checks every row, and names the first wrong one
  npm run audit -- export           prints all rows
  npm run audit -- pseudonym <id>   prints the pseudonym of an id, to find it in the log

  --from, --to <date>       who, export: only rows from this day on, and before that day (ISO 8601, UTC)
  --json                    who: one JSON object per line
  --format csv|ndjson       export: csv without it
  --checkpoint <line|file>  verify: compares with checkpoints from the log of a server; can be given several times

Exit code: 0 done, 1 failed, 2 a row is wrong
`
const EXIT = { done: 0, failed: 1, wrong: 2 }

function readArguments() {
  const text = { type: 'string' } as const
  const options = {
    from: text, to: text, format: text, checkpoint: { ...text, multiple: true },
    json: { type: 'boolean' }, help: { type: 'boolean' },
  } as const
  try {
    const { values, positionals: [command, id, ...rest] } = parseArgs({ options, allowPositionals: true })
    const { from, to, format = 'csv', checkpoint = [], json = false, help = false } = values
    const period = { from: timeOf(from), to: timeOf(to) }
    const needsId = command === 'who' || command === 'pseudonym'
    const isKnown = needsId || command === 'verify' || command === 'export'
    const isRight = isKnown && needsId === (id !== undefined) && rest.length === 0
      && !Number.isNaN(period.from) && !Number.isNaN(period.to) && isFormat(format)
    if (help || !isRight) return { help }
    return { help, command, id: id ?? '', period, format, json, checkpoints: checkpoint.flatMap(checkpointsIn) }
  }
  catch {
    return { help: false }
  }
}

function timeOf(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Date.parse(date)
}

function isFormat(text: string): text is ExportFormat {
  return EXPORT_FORMATS.some(format => format === text)
}

type Arguments = Required<ReturnType<typeof readArguments>>

async function run(audit: OpenAudit, { command, id, period, format, json, checkpoints }: Arguments): Promise<number> {
  const write = (text: string) => void process.stdout.write(text)
  if (command === 'pseudonym') write(`${(await audit.openKeys()).pseudonym(id)}\n`)
  else if (command === 'export') await printExport(audit, period, format, process.stdout)
  else if (command === 'who') {
    const rows = await printWho(audit, id, period, json, write)
    if (rows === 0) process.stderr.write('There is no row about this id.\n')
  }
  else {
    const verdict = await verify(audit, checkpoints)
    write(`${verdictText(verdict)}\n`)
    if (verdict.problem) return EXIT.wrong
  }
  return EXIT.done
}

function fail({ code, message, fix }: Failure): number {
  process.stderr.write(`${code}: ${message}\n${fix ? `${fix}\n` : ''}`)
  return EXIT.failed
}

async function main(given: Arguments): Promise<number> {
  let audit: OpenAudit
  try {
    trustExtraCa(process.env)
    audit = openAudit(loadConfig(process.env))
  }
  catch (error) {
    return fail(toSetUpFailure(error))
  }
  return run(audit, given).finally(audit.close).catch((error: unknown) => fail(toFailure(error)))
}

const given = readArguments()
if (!('command' in given)) {
  process.stdout.write(USAGE)
  process.exitCode = given.help ? EXIT.done : EXIT.failed
}
else process.exitCode = await main(given as Arguments)
