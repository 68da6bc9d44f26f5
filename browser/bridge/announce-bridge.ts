/** Time between two looks for the bridge, in milliseconds. */
const INTERVAL = 200

/**
 * Some clients add WeixinJSBridge without its event, or fire the event elsewhere. The SDK waits for the event on
 * `document`, without limit, so the page fires it as soon as the bridge is there.
 *
 * @param ready the SDK's promise for the bridge
 */
export function announceBridge(ready: Promise<void>): void {
  // `window.`: Nuxt replaces the bare name by a function of its own, and this runs before Nuxt.
  const timer = window.setInterval(() => {
    if ('WeixinJSBridge' in window) document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  }, INTERVAL)
  void ready.then(() => clearInterval(timer))
}
