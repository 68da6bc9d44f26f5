/**
 * A screen of the sidebar in one state, and how to open it. The page uses the simulated WeCom.
 *
 * @typedef {object} Screen
 * @property {string} name file name; the first word is its kind
 * @property {Record<string, unknown>} [client] client of the simulated WeCom; absent: an ordinary browser
 * @property {object[]} [faults] faults of WeCom for this screen
 * @property {boolean} [visitsSetUp] the browser has opened the link to the check of the set-up
 * @property {string} [path] path to open; by default the page
 * @property {Act} [prepare] runs before anything is loaded
 * @property {string} [shows] selector that the complete screen has; by default anything that is not a skeleton
 * @property {Act} [act] brings the page into the state
 */

/** @typedef {(page: import('playwright-core').Page) => Promise<unknown>} Act */

/** Selector of which every complete screen has at least one element, drawn by the app. */
export const FINISHED = 'main:not([aria-busy=true]) :is(article, .panel, [data-customer], .empty)'

/**
 * @param {...Act} acts in order
 * @returns {Act}
 */
export const all = (...acts) => async (page) => {
  for (const act of acts) await act(page)
}

/**
 * Clicks elements of the page in order.
 *
 * @param {...string} selectors in the order of the clicks
 * @returns {Act}
 */
export function click(...selectors) {
  return async (page) => {
    for (const selector of selectors) await page.locator(selector).first().click()
  }
}

/**
 * Opens the ids of the customer. A member finds them folded, and the linked accounts are read when they are open.
 *
 * @param {string} shows selector of what is then read
 * @returns {Act}
 */
export function openIds(shows) {
  return async (page) => {
    const fold = page.locator('.ids .fold').first()
    // The server remembers that the member has opened them before.
    if (await fold.getAttribute('aria-expanded') === 'false') await fold.click()
    await page.locator(shows).first().waitFor()
  }
}

/**
 * Answers in place of the server.
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
 * Answers for the timeline. The profile comes alone then: by itself, the server sends the timeline along with it.
 *
 * @param {number} status
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {Act}
 */
export function answerTimeline(status, body, headers) {
  return async (page) => {
    await page.route('**/api/customers/*beside=1*', (route, request) =>
      route.fallback({ url: request.url().replace(/beside=1&?/, '') }))
    await answer('/api/customers/*/timeline*', status, body, headers)(page)
  }
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
 * Lets the server answer, and changes the answer.
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

/**
 * Lets no draft reach the server, which would offer it on the next screens of the same member.
 *
 * @param {Pick<import('playwright-core').BrowserContext, 'addInitScript'>} context
 */
export const sendNoDrafts = context => context.addInitScript(() => {
  const send = window.fetch
  window.fetch = (input, init) => {
    const isDraft = init?.method === 'PUT' && /\/drafts?(?:\/|$)/.test(String(input))
    return isDraft ? Promise.resolve(new Response(undefined, { status: 204 })) : send(input, init)
  }
})

/** @type {(page: import('playwright-core').Page, ms?: number) => Promise<void>} */
export const rest = (page, ms = 300) => page.waitForTimeout(ms)

/** How long the page must not change, and the longest wait for that: some pages never stop changing. */
const STILL_MS = 300
const MOST_MS = 3_000

/**
 * Waits until the page has stopped changing. Some parts appear after the element in `shows`, and a page whose code
 * could not be loaded reloads itself.
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
 * Shortens the page's long waits, so that it gives up soon, and stops it from reloading itself.
 *
 * @type {Act}
 */
export const hasten = page => page.addInitScript(() => {
  sessionStorage.setItem('nuxt:reload', JSON.stringify({ path: location.pathname, expires: Date.now() + 600_000 }))
  const later = window.setTimeout
  const hastened = (/** @type {() => void} */ call, ms = 0) => later(call, ms >= 10_000 ? ms / 50 : ms)
  window.setTimeout = /** @type {typeof setTimeout} */ (hastened)
})

/**
 * Stops every timer of the page, so that it stays in its waiting state.
 *
 * @type {Act}
 */
export const waitForEver = page => page.evaluate(() => {
  for (let timer = Number(setTimeout(() => {})); timer > 0; timer--) clearTimeout(timer)
})
