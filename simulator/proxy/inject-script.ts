import { compileScript } from '../client/compile.ts'
import type { InjectedClient } from '../client/inject/injected-client.ts'
import { navigatorValues } from '../native/user-agent.ts'
import type { Client } from '../world/clients.ts'
import type { World } from '../world/world.ts'

const DEFAULT_LATE_MS = 700

const scripts = ['home', 'avatars', 'bridge'].map(name => compileScript(new URL(`../client/inject/${name}.ts`, import.meta.url)))

/**
 * The blocking script at the top of every page of the app.
 *
 * @param client absent in an ordinary browser: there is no bridge then, and the user agent stays what it is
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
    delayMs: fault?.delayMs ?? DEFAULT_LATE_MS,
  }
}
