/**
 * A screen of the sidebar in one state, and the way into it. The simulated WeCom stands behind the page.
 *
 * @typedef {object} Screen
 * @property {string} name file name; its first word groups it
 * @property {Record<string, unknown>} [client] of the simulated WeCom; absent: an ordinary browser
 * @property {object[]} [faults] what WeCom does wrong meanwhile
 * @property {string} [path] what is opened; by default the page
 * @property {Act} [prepare] before anything is loaded
 * @property {string} [shows] what is there once the screen stands; by default anything that is not a skeleton
 * @property {Act} [act] brings the page into the state
 */

/** @typedef {(page: import('playwright-core').Page) => Promise<unknown>} Act */

/** What every finished screen has one of. */
export const FINISHED = 'article, .panel, [data-customer], .empty'

/**
 * Clicks the way through the page.
 *
 * @param {...string} selectors one after the other
 * @returns {Act}
 */
export function click(...selectors) {
  return async (page) => {
    for (const selector of selectors) await page.locator(selector).first().click()
  }
}

/**
 * Answers in the server's place.
 *
 * @param {string} path of the API, with `*`
 * @param {number} status
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {Act}
 */
export function answer(path, status, body, headers = {}) {
  return page => page.route(`**${path}`, route => route.fulfill({ status, json: body, headers }))
}

/**
 * @param {string} code
 * @returns {object} the body of an error answer
 */
export function refusal(code) {
  return { code, message: 'See the code.', requestId: '7d3c9a52-61f4-4a0e-9c35-0f1be2a7d810' }
}

/**
 * Leaves a request without an answer.
 *
 * @param {string} path of the API, with `*`
 * @returns {Act}
 */
export function silence(path) {
  return page => page.route(`**${path}`, () => {})
}

/**
 * Lets the server answer, and changes what it says.
 *
 * @param {string} path of the API, with `*`
 * @param {(body: Record<string, any>) => object} change
 * @returns {Act}
 */
export function amend(path, change) {
  return page => page.route(`**${path}`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change(await response.json()) })
  })
}

/**
 * Changes what the simulated client answers from now on.
 *
 * @param {string} api
 * @param {(answer: Record<string, any>) => object} change
 * @returns {Act}
 */
export function amendClient(api, change) {
  return page => page.route('**/__wecom/invoke', async (route, request) => {
    if (request.postDataJSON().name !== api) return route.fallback()
    const response = await route.fetch()
    await route.fulfill({ response, json: change(await response.json()) })
  })
}

/** @type {(page: import('playwright-core').Page, ms?: number) => Promise<void>} */
export const rest = (page, ms = 300) => page.waitForTimeout(ms)

/** How long nothing may have changed, and how long that is waited for: something may change for ever. */
const STILL_MS = 300
const MOST_MS = 3_000

/**
 * Waits until the page has stopped changing: some of its parts come after what a screen is known by, and a page whose code
 * could not be loaded loads itself again.
 *
 * @param {import('playwright-core').Page} page
 * @param {Screen} screen
 * @returns {Promise<void>}
 */
export async function standStill(page, screen) {
  try {
    await page.evaluate(([stillMs, mostMs]) => new Promise((resolve) => {
      const end = () => {
        observer.disconnect()
        resolve(undefined)
      }
      let timer = setTimeout(end, stillMs)
      const observer = new MutationObserver(() => {
        clearTimeout(timer)
        timer = setTimeout(end, stillMs)
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      setTimeout(end, mostMs)
    }), [STILL_MS, MOST_MS])
  }
  catch (error) {
    if (!String(error).includes('navigation')) throw error
    await page.locator(screen.shows ?? FINISHED).first().waitFor()
    await standStill(page, screen)
  }
}

/**
 * Ends every timer of the page, so that it goes on waiting.
 *
 * @type {Act}
 */
export const waitForEver = page => page.evaluate(() => {
  for (let timer = Number(setTimeout(() => {})); timer > 0; timer--) clearTimeout(timer)
})
