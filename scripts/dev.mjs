// npm run dev: starts Nuxt's dev server and a simulated WeCom. Hot reload works through the simulator's proxy.
// It runs on the system's Node before anything is installed, so it uses only built-in modules.
import { ensureInstalled } from './lib/install.mjs'
import { stopAll, stopOnSignal } from './lib/processes.mjs'
import { inProject } from './lib/project.mjs'
import { runSidebar } from './lib/sidebar.mjs'
import { fail } from './lib/step.mjs'

stopOnSignal(0)

try {
  await ensureInstalled()
  await runSidebar({
    title: 'start the dev server and the simulated WeCom',
    dataDir: inProject('.data', 'dev'),
    appArgs: port => [
      inProject('node_modules', 'nuxt', 'bin', 'nuxt.mjs'), 'dev', '--host', '127.0.0.1', '--port', String(port),
    ],
    onAppLine: line => console.log(line),
  })
}
catch (error) {
  await stopAll()
  fail(error)
}
