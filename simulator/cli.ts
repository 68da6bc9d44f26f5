import { parseArgs } from 'node:util'
import type { PanelProvider } from './panel/provider.ts'
import { loadScenario } from './scenarios/load.ts'
import { keepCredentials } from './keep-credentials.ts'
import { startSimulator } from './start.ts'

const USAGE = `A simulated WeCom

  node simulator/cli.ts [options]

  --port <n>         server API, sign-in pages, desktop client (default 5180)
  --proxy-port <n>   the app as the webview sees it (default 5181)
  --app <url>        the app under test (default http://127.0.0.1:3000)
  --website <url>    the company's website, and
  --official-account <url>  a page of its official account: the desktop client shows them
  --panel <url>      the provider of a panel, with PANEL_SECRET in the environment: the app calls it at /panel
  --mini-program <url>  where the company's mini program sends { appId, code } to sign a person in
  --credentials <file>  keeps tokens and tickets: they outlive the simulator, as they outlive an app in WeCom
  --scenario <what>  module whose default export is a Scenario, a saved state (.json), or random:<customers>:<seed>
                     (default: the built-in company)
`

const { values } = parseArgs({
  options: {
    'port': { type: 'string', default: '5180' },
    'proxy-port': { type: 'string', default: '5181' },
    'app': { type: 'string', default: 'http://127.0.0.1:3000' },
    'website': { type: 'string' },
    'official-account': { type: 'string' },
    'mini-program': { type: 'string' },
    'panel': { type: 'string' },
    'credentials': { type: 'string' },
    'scenario': { type: 'string' },
    'help': { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(USAGE)
}
else {
  await run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}

async function run(): Promise<void> {
  const simulator = await startSimulator({
    port: readPort('--port', values.port),
    proxyPort: readPort('--proxy-port', values['proxy-port']),
    appUrl: values.app,
    scenario: await loadScenario(values.scenario),
    pages: {
      ...values.website && { website: values.website },
      ...values['official-account'] && { officialAccount: values['official-account'] },
      ...values['mini-program'] && { miniProgram: values['mini-program'] },
    },
    panel: readPanel(values.panel, process.env.PANEL_SECRET),
  })
  if (values.credentials) keepCredentials(simulator.world.credentials, values.credentials)
  process.stdout.write(
    `WeCom desktop client  ${simulator.url}/\nWeCom server API      ${simulator.url}/cgi-bin/\n`
    + `App through webview   ${simulator.proxyUrl}/  (from ${values.app})\n`,
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
}

function readPanel(url: string | undefined, secret = ''): PanelProvider | undefined {
  if (url === undefined) return undefined
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new Error('--panel must be an http or https address')
  if (!secret.startsWith('whsec_')) throw new Error('--panel needs PANEL_SECRET: the secret of the panel, "whsec_…"')
  return { url, secret }
}

function readPort(option: string, value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
    throw new Error(`${option} must be a port number, not "${value}"`)
  }
  return Number(value)
}
