/// <reference lib="dom" />
import type { InjectedClient } from './injected-client.ts'

type Callback = (answer: unknown) => void

/**
 * Turns the page's window into a WeCom webview. Must run before any script of the page: @wecom/jssdk reads the user
 * agent and looks for the bridge once, when its module is evaluated.
 *
 * @param home where the simulator answers: empty behind the proxy, its origin when the page loads the script by a tag
 */
export function installBridge(client: InjectedClient, home: string): void {
  for (const [name, value] of Object.entries(client.navigator)) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true })
  }
  // A new document has proved nothing yet, even if its URL is the same.
  const frameId = Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join('')
  const send = fetch.bind(window)

  async function invoke(name: string, parameters?: unknown, callback?: Callback): Promise<void> {
    // JSON both ways, like the native boundary: functions in the parameters do not cross it.
    const body = JSON.stringify({ frameId, url: location.href, name, parameters: parameters ?? {} })
    try {
      const response = await send(`${home}/__wecom/invoke`, { method: 'POST', body, credentials: 'include' })
      if (response.status === 200) callback?.(await response.json())
    }
    catch {
      // The document is going away, or the simulator has stopped: a real client would not answer either.
    }
  }

  function appear(): void {
    const listeners = new Map<string, Callback>()
    Object.defineProperty(window, 'WeixinJSBridge', {
      configurable: true,
      value: {
        invoke: (name: string, parameters?: unknown, callback?: Callback) => void invoke(name, parameters, callback),
        on: (event: string, callback: Callback) => void listeners.set(event, callback),
      },
    })
    document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  }
  if (client.bridge === 'ready') appear()
  if (client.bridge === 'late') setTimeout(appear, client.delayMs)

  // Switching the conversation in place: a living page only notices that it came to the front again.
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== client.shellOrigin || event.data !== 'wecom-simulator:resume') return
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('focus'))
  })
}
