import type { CDPSession } from 'playwright-core'

/** What the simulated client says to a call. */
interface Answer {
  status: number
  body: string
}

/** In a page: asks the client beside the network. */
export interface NativeBridge {
  askClient?: (call: string) => void
  clientAnswers?: Map<number, (answer: Answer) => void>
}

/**
 * Lets a page ask the simulated client as it would ask a native one: process to process, on one machine. The simulator
 * alone answers by HTTP, which a slow network of the page would delay, and no bridge of a client uses that network.
 *
 * @param session of a page that is not loaded yet
 * @param invokeUrl where the simulated client answers
 * @param cookie that says which client it is
 */
export async function bridgeNatively(session: CDPSession, invokeUrl: string, cookie: string): Promise<void> {
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId: contextId }) => {
    if (name !== 'askClient') return
    const { id, call } = JSON.parse(payload) as { id: number, call: string }
    void ask(call).then(answer => session.send('Runtime.evaluate', {
      contextId, expression: `clientAnswers.get(${id})(${JSON.stringify(answer)})`,
    })).catch(() => {}) // The page is closed.
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'askClient' })

  async function ask(call: string): Promise<Answer> {
    const response = await fetch(invokeUrl, { method: 'POST', body: call, headers: { cookie } })
    return { status: response.status, body: await response.text() }
  }
}
