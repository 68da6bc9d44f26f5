/// <reference lib="dom" />
import type { InjectedClient } from './injected-client.ts'

type Callback = (answer: unknown) => void

/**
 * Turns the page's window into a WeCom webview. It must run before all scripts of the page: @wecom/jssdk reads the user
 * agent and looks for the bridge only once, when its module is evaluated.
 *
 * @param home origin of the simulator; empty when the page itself comes through the proxy
 */
export function installBridge(client: InjectedClient, home: string): void {
  for (const [name, value] of Object.entries(client.navigator)) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true })
  }
  // In a new document nothing is verified yet, even if its URL is the same.
  const frameId = Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join('')
  const send = fetch.bind(window)

  /** A call travels by a frame, so a policy that blocks the frame loses the call. */
  function reachesByFrame(): Promise<boolean> {
    return new Promise((resolve) => {
      const frame = document.createElement('iframe')
      const end = (isReached: boolean) => {
        document.removeEventListener('securitypolicyviolation', blocked)
        frame.remove()
        resolve(isReached)
      }
      const blocked = () => end(false)
      document.addEventListener('securitypolicyviolation', blocked)
      frame.hidden = true
      frame.src = 'weixin://dispatch_message/'
      document.documentElement.append(frame)
      setTimeout(end, 50, true)
    })
  }

  async function invoke(name: string, parameters?: unknown, callback?: Callback): Promise<void> {
    // JSON in both directions: functions in the parameters do not reach the native client.
    const body = JSON.stringify({ frameId, url: location.href, name, parameters: parameters ?? {} })
    if (client.bridge === 'frames' && !await reachesByFrame()) return
    try {
      const response = await send(`${home}/__wecom/invoke`, { method: 'POST', body, credentials: 'include' })
      if (response.status === 200) callback?.(await response.json())
    }
    catch {
      // The page is being left, or the simulator has stopped. A real client would not answer either.
    }
  }

  const listeners = new Map<string, (answer?: unknown) => unknown>()

  /** The page may say no by `false`. At its first entry, a client closes it. */
  function goBack(): void {
    if (listeners.get('historyBack')?.() === false) return
    const leaves = client.leavesAtBack || !window.navigation.canGoBack
    if (leaves) parent.postMessage('wecom-simulator:left', client.shellOrigin)
    else history.back()
  }

  function appear(): void {
    Object.defineProperty(window, 'WeixinJSBridge', {
      configurable: true,
      value: {
        invoke: (name: string, parameters?: unknown, callback?: Callback) => void invoke(name, parameters, callback),
        on: (event: string, callback: Callback) => void listeners.set(event, callback),
      },
    })
    if (client.bridge !== 'silent') document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  }
  if (client.bridge === 'ready' || client.bridge === 'frames') appear()
  if (client.bridge === 'late' || client.bridge === 'silent') setTimeout(appear, client.delayMs)

  // When the conversation is switched in place, the page only learns that it is visible again. Phones have a back key.
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== client.shellOrigin) return
    if (event.data === 'wecom-simulator:back') return goBack()
    if (event.data !== 'wecom-simulator:resume') return
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('focus'))
  })
}
