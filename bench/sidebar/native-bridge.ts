import type { CDPSession } from 'playwright-core'
import { nativeCall } from '../../simulator/proxy/native-call.ts'
import type { Client } from '../../simulator/world/clients.ts'
import type { World } from '../../simulator/world/world.ts'

/** In a page: asks the client beside the network. */
export interface NativeBridge {
  askClient?: (call: string) => void
  clientAnswers?: Map<number, (answer: unknown) => void>
}

/**
 * Lets a page ask the simulated client as it would ask a native one: process to process, on one machine. The simulator
 * alone answers by HTTP, which a slow network of the page would delay, and no bridge of a client uses that network.
 *
 * @param session of a page that is not loaded yet
 */
export async function bridgeNatively(session: CDPSession, world: World, client: Client): Promise<void> {
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId: contextId }) => {
    if (name !== 'askClient') return
    const { id, call } = JSON.parse(payload) as { id: number, call: string }
    void nativeCall(world, client, call).then(answer => session.send('Runtime.evaluate', {
      contextId, expression: `clientAnswers.get(${id})(${JSON.stringify(answer)})`,
    })).catch(() => {}) // The page is closed.
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'askClient' })
}
