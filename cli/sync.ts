// npm run sync: asks WeCom for every customer and records the unionids. Reads the same environment as the server.
import { parseArgs } from 'node:util'
import { trustExtraCa } from '../server/config/extra-ca.ts'
import { loadConfig } from '../server/config/load-config.ts'
import { toFailure, toSetUpFailure } from './failure.ts'
import { outputProblem, untilWritten } from './output.ts'
import { createJsonReporter } from './sync/json-reporter.ts'
import { openSync } from './sync/open-sync.ts'
import type { OpenSync } from './sync/open-sync.ts'
import { runSync } from './sync/run-sync.ts'
import { createTextReporter } from './sync/text-reporter.ts'

const USAGE = `Asks WeCom for every customer and records their unionids. You can stop it at any time; the next sync
continues. When several run at once, one does the work. Reads the same environment as the server.

  npm run sync [-- options]

  --json   prints one JSON object per line, for other programs

Exit code: 0 complete, 1 failed, 2 stopped before the end
`
const EXIT = { complete: 0, failed: 1, stopped: 2 }

function readOptions() {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ options: { json: flag, help: flag } }).values
  }
  catch {
    return undefined
  }
}

async function main(json: boolean): Promise<number> {
  const now = () => performance.now()
  const reporter = json
    ? createJsonReporter(text => process.stdout.write(text), now)
    : createTextReporter(process.stdout, process.stderr, now)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(EXIT.stopped)
      stop.abort()
      reporter.stopping()
    })
  }
  process.stdout.on('error', (error) => {
    process.stderr.write(outputProblem(error) ?? '')
    stop.abort()
  })
  let opened: OpenSync
  try {
    trustExtraCa(process.env)
    opened = openSync(loadConfig(process.env))
  }
  catch (error) {
    reporter.failed(toSetUpFailure(error))
    return EXIT.failed
  }
  try {
    const complete = await opened.signOn().then(() => runSync(opened.sync, reporter, stop.signal)).finally(opened.close)
    if (!complete) reporter.stopped()
    return complete ? EXIT.complete : EXIT.stopped
  }
  catch (error) {
    reporter.failed(toFailure(error))
    return EXIT.failed
  }
}

const options = readOptions()
if (!options || options.help) {
  // Standard output may be read by another program.
  const out = options ? process.stdout : process.stderr
  out.write(USAGE)
  process.exit(options ? EXIT.complete : EXIT.failed)
}
const code = await main(options.json)
await untilWritten(process.stdout)
// Without this, timers and idle connections keep the process alive for a while.
process.exit(code)
