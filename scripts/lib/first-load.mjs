/**
 * What a browser fetches until a page stands.
 *
 * @typedef {object} FirstLoad
 * @property {string[]} files below /_nuxt/, by name
 * @property {string[]} foreign hosts besides the page's own
 */

/**
 * Opens a page and notes what it asks for until nothing is on its way any more; what it only fetches for later does not
 * count.
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
  await page.goto(url)
  await page.locator(shows).first().waitFor()
  await page.waitForLoadState('networkidle')
  return { files: [...files], foreign: [...foreign] }
}
