import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { injectScript } from '../../../simulator/proxy/inject-script.ts'
import { openPage } from '../native/client.ts'
import { PAGE_URL } from '../support.ts'

/** Runs the injected script in a fresh window whose fetch records what is sent. */
function load(options: { answer?: unknown, status?: number, ordinary?: boolean, bridge?: 'late' | 'never' } = {}) {
  const { page } = openPage({ platform: 'ios' })
  if (options.bridge) page.world.faults.replace([{ bridge: options.bridge, delayMs: 5 }])
  const window = new Window({ url: PAGE_URL })
  const sent: Record<string, unknown>[] = []
  const fetch = (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body))
    return Promise.resolve({ status: options.status ?? 200, json: () => Promise.resolve(options.answer) })
  }
  const script = injectScript(page.world, options.ordinary ? undefined : page.client, 'http://localhost:5180')
  const { document, navigator, location, HTMLImageElement, Event } = window
  const scope = {
    window, document, navigator, location, HTMLImageElement, Event, fetch, crypto, parent: window,
    addEventListener: window.addEventListener.bind(window),
    dispatchEvent: window.dispatchEvent.bind(window),
  }
  const ready: unknown[] = []
  document.addEventListener('WeixinJSBridgeReady', event => ready.push(event))
  new Function(...Object.keys(scope), script)(...Object.values(scope))
  const bridge = () => (window as unknown as { WeixinJSBridge?: { invoke(...args: unknown[]): void } }).WeixinJSBridge
  return { window, sent, ready, bridge }
}

describe('the injected client', () => {
  it('is a WeCom webview before any other script runs', () => {
    const { window, bridge, ready } = load()
    expect(window.navigator.userAgent).toContain('wxwork/5.0.11')
    expect(window.navigator.platform).toBe('iPhone')
    expect(bridge()).toBeDefined()
    expect(ready).toHaveLength(1)
  })

  it('sends each call with the document\'s own URL, functions left out', async () => {
    const { sent, bridge } = load({ answer: { err_msg: 'getContext:ok' } })
    const answer = await new Promise(resolve =>
      bridge()?.invoke('getContext', { a: 1, success: () => undefined }, resolve),
    )
    expect(answer).toEqual({ err_msg: 'getContext:ok' })
    expect(sent).toMatchObject([{ url: PAGE_URL, name: 'getContext', parameters: { a: 1 } }])
    expect(sent[0]?.parameters).toEqual({ a: 1 })
  })

  it('is another document after each load', () => {
    const [first, second] = [load(), load()]
    first.bridge()?.invoke('getContext')
    second.bridge()?.invoke('getContext')
    expect(first.sent[0]?.frameId).not.toBe(second.sent[0]?.frameId)
  })

  it('never calls back when the client does not answer', async () => {
    const { bridge, sent } = load({ status: 204 })
    let called = false
    bridge()?.invoke('getContext', {}, () => called = true)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(sent).toHaveLength(1)
    expect(called).toBe(false)
  })

  it('can bring its bridge late, announced on the document, or never', async () => {
    const late = load({ bridge: 'late' })
    expect(late.bridge()).toBeUndefined()
    await expect.poll(() => late.ready.length).toBe(1)
    expect(late.bridge()).toBeDefined()
    const never = load({ bridge: 'never' })
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(never.bridge()).toBeUndefined()
    expect(never.window.navigator.userAgent).toContain('wxwork')
  })

  it('leaves an ordinary browser alone, avatars apart', () => {
    const { window, bridge } = load({ ordinary: true })
    expect(window.navigator.userAgent).not.toContain('wxwork')
    expect(bridge()).toBeUndefined()
    const image = window.document.createElement('img')
    image.setAttribute('src', 'https://wx.qlogo.cn/mmhead/seed-1/0')
    expect(image.getAttribute('src')).toBe('/__wecom/avatar/seed-1.svg')
    image.setAttribute('src', '/own.png')
    expect(image.getAttribute('src')).toBe('/own.png')
  })
})
