// npm run demo: starts the production build and a simulated WeCom. It needs no account and no configuration.
// npm run demo -- --panel http://localhost:4000: with a panel of yours beside every customer; `--frame` with a page.
// It runs on the system's Node before anything is installed, so it uses only built-in modules.
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { demoPanel } from './lib/panel-environment.mjs'
import { stopAll, stopOnSignal } from './lib/processes.mjs'
import { inProject } from './lib/project.mjs'
import { runSidebar } from './lib/sidebar.mjs'
import { fail } from './lib/step.mjs'

stopOnSignal(0)

const dataDir = inProject('.data', 'demo')

try {
  const panel = demoPanel(process.argv.slice(2))
  await ensureInstalled()
  await ensureBuilt()
  mkdirSync(dataDir, { recursive: true })
  const log = createWriteStream(join(dataDir, 'app.log'))
  await runSidebar({
    title: 'start the app and the simulated WeCom',
    dataDir,
    appArgs: () => [inProject('.output', 'server', 'index.mjs')],
    onAppLine: line => void log.write(`${line}\n`),
    panel,
  })
}
catch (error) {
  await stopAll()
  fail(error)
}
