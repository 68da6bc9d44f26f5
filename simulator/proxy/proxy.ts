import type { Server } from 'node:http'
import { userAgent } from '../native/user-agent.ts'
import { isOwn, ownMachineOnly } from '../own-machine-only.ts'
import { readClientId } from '../oauth/client-cookie.ts'
import type { World } from '../world/world.ts'
import { watchAppCall } from './app-calls.ts'
import { forward } from './forward.ts'
import { injectScript } from './inject-script.ts'
import { ownRoute } from './own-routes.ts'
import { forwardUpgrade } from './upgrade.ts'

export interface ProxyOptions {
  world: World
  /** The app under test. */
  appUrl: URL
  /** Origin of the simulated desktop client, which frames the app. */
  shellOrigin: string
}

/** The app as WeCom's webview sees it. */
export function serveProxy(server: Server, { world, appUrl, shellOrigin }: ProxyOptions): void {
  server.on('request', ownMachineOnly((request, response) => {
    const client = world.clients.find(readClientId(request.headers.cookie) ?? '')
    if (request.url?.startsWith('/__wecom/')) {
      ownRoute(request, response, { world, client, shellOrigin }).catch((error: unknown) => {
        response.writeHead(error instanceof SyntaxError ? 400 : 500).end()
      })
      return
    }
    const appCall = watchAppCall(world, request)
    void forward(request, response, {
      appUrl, shellOrigin, userAgent: client && userAgent(client), settings: world.settings, appCall,
      script: () => injectScript(world, client, shellOrigin),
    })
  }))
  server.on('upgrade', (request, socket, head) => {
    if (isOwn(request)) forwardUpgrade(request, socket, head, appUrl)
    else socket.destroy()
  })
}
