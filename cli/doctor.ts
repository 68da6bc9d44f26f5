// npm run doctor: checks the set-up, and says what is wrong, where to fix it, and how. Reads the same environment as
// the server, which need not run. In the image, without the sources: node .output/server/doctor.mjs
import type { CheckReport } from '../shared/types/doctor.ts'
import { trustExtraCa } from '../server/config/extra-ca.ts'
import { ConfigError } from '../server/config/load-config.ts'
import { examine } from '../server/doctor/examine.ts'
import { reportOf } from '../server/doctor/report.ts'
import { readArguments } from './doctor/arguments.ts'
import type { DoctorArguments } from './doctor/arguments.ts'
import { readEnvFile } from './doctor/env-file.ts'
import { createTools } from './doctor/open-tools.ts'
import { textReport } from './doctor/text-report.ts'

const USAGE = `Checks the set-up of the sidebar: variables, stores, network, WeCom's console, the public address.
It changes nothing.

  npm run doctor [-- options]          in a checkout
  node .output/server/doctor.mjs       where only the built server is

  --json            prints one JSON object
  --lang en|zh-CN   language of the report; otherwise that of the shell

Exit code: 0 nothing is wrong, 1 something is, 2 it could not be checked
`
const EXIT = { right: 0, wrong: 1, unable: 2 }

/** The report of a run that was not possible. */
function unable({ json }: DoctorArguments, problem: string): number {
  const check: CheckReport = {
    id: 'config', status: 'fail', title: 'Environment variables', cause: problem, evidence: problem, ms: 0,
    fix: 'Correct it and try again.', where: 'the command line, .env',
  }
  if (json) process.stdout.write(`${JSON.stringify({ status: 'fail', checks: [check] })}\n`)
  else process.stderr.write(`${problem}\n`)
  return EXIT.unable
}

async function main(given: DoctorArguments): Promise<number> {
  if (given.problem) return unable(given, given.problem)
  const file = readEnvFile(process.cwd(), process.env)
  if ('problem' in file) return unable(given, file.problem)
  try {
    trustExtraCa(file.environment)
    const results = await examine(file.environment, read => createTools(file, read))
    const report = reportOf(results, given.language, Date.now())
    process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : textReport(report, given.language))
    return report.status === 'fail' ? EXIT.wrong : EXIT.right
  }
  catch (error) {
    if (error instanceof ConfigError) return unable(given, error.message)
    return unable(given, `The check itself has failed: ${error instanceof Error ? error.name : typeof error}.`)
  }
}

const given = readArguments(process.argv.slice(2), process.env.LC_ALL || process.env.LANG)
if (given.help) process.stdout.write(USAGE)
const code = given.help ? EXIT.right : await main(given)
// Idle connections would keep the process alive for a while.
process.exit(code)
