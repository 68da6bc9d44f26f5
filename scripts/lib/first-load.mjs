/**
 * What a browser fetches until a page is complete, and after that.
 *
 * @typedef {object} FirstLoad
 * @property {string[]} first names below /_nuxt/ that were fetched before the page was complete
 * @property {string[]} later names that the page fetched by itself after that
 * @property {string[]} foreign hosts other than the page's own
 */

/**
 * Opens a page and records its requests until none is pending. Requests that prefetch another page do not count.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {string} shows selector of an element that the complete page has
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

/** Runs in the page, because only the page knows the order of the events. @param {string} shows */
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
