/**
 * What a browser fetches until a page stands, and after it.
 *
 * @typedef {object} FirstLoad
 * @property {string[]} first below /_nuxt/, by name: asked for before the page stood
 * @property {string[]} later asked for once it stood, without anybody doing anything
 * @property {string[]} foreign hosts besides the page's own
 */

/**
 * Opens a page and notes what it asks for until nothing is on its way any more; what it only fetches in advance for another
 * page does not count.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {string} shows what is there once the page stands
 * @returns {Promise<FirstLoad>}
 */
export async function firstLoad(page, url, shows) {
  /** @type {Set<string>} */
  const files = new Set()
  /** @type {Set<string>} */
  const foreign = new Set()
  page.on('request', (request) => {
    const { protocol, hostname, pathname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== new URL(url).hostname) foreign.add(hostname)
    const isForLater = /prefetch/.test(request.headers()['sec-purpose'] ?? request.headers().purpose ?? '')
    if (pathname.startsWith('/_nuxt/') && !isForLater) files.add(pathname.slice('/_nuxt/'.length))
  })
  await page.addInitScript(markWhenShown, shows)
  await page.goto(url)
  await page.locator(shows).first().waitFor()
  await page.waitForLoadState('networkidle')
  const late = new Set(await page.evaluate(askedForLater))
  const [first, later] = [[...files].filter(name => !late.has(name)), [...files].filter(name => late.has(name))]
  return { first, later, foreign: [...foreign] }
}

/** Runs in the page: only there is it known what came first. @param {string} shows */
function markWhenShown(shows) {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(shows)) return
    performance.mark('shown')
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

/** Runs in the page. */
function askedForLater() {
  const shown = performance.getEntriesByName('shown')[0]?.startTime ?? Infinity
  return performance
    .getEntriesByType('resource')
    .filter(({ startTime }) => startTime > shown)
    .map(({ name }) => new URL(name).pathname.slice('/_nuxt/'.length))
}
