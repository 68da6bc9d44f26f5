import { compileScript } from '../client/compile.ts'
import type { InjectedClient } from '../client/inject/injected-client.ts'
import { navigatorValues } from '../native/user-agent.ts'
import type { Client } from '../world/clients.ts'
import type { World } from '../world/world.ts'

const DEFAULT_LATE_MS = 700

const folder = new URL('../client/inject/', import.meta.url)
const scripts = ['home', 'avatars', 'bridge'].map(name => compileScript(new URL(`${name}.ts`, folder)))

/**
 * The blocking script that is first in every page of the app.
 *
 * @param client absent in an ordinary browser, which gets no bridge and keeps its user agent
 */
export function injectScript(world: World, client: Client | undefined, shellOrigin: string): string {
  const install = client ? `installBridge(${JSON.stringify(describe(world, client, shellOrigin))}, home)` : ''
  return `(() => {\n${scripts.join('\n')}\nconst home = homeOfScript()\nkeepAvatarsLocal(home)\n${install}\n})()`
}

function describe(world: World, client: Client, shellOrigin: string): InjectedClient {
  const fault = world.faults.bridgeFault()
  return {
    navigator: navigatorValues(client),
    shellOrigin,
    bridge: fault?.bridge ?? 'ready',
    leavesAtBack: world.settings.leavesAtBack,
    delayMs: fault?.delayMs ?? DEFAULT_LATE_MS,
  }
}
