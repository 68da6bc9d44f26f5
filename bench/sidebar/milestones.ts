import type { BrowserContext, Page } from 'playwright-core'

/** Moments of one document, in milliseconds since its request. */
export interface Milestones {
  firstPaint: number
  /** The client has accepted agentConfig. */
  configured: number
  /** The customer is in the document, before the next frame is drawn. */
  shown: number
}

/** Moments of one chat switch in a loaded page, in milliseconds since the client named the next customer. */
export interface Switch {
  oldGone: number
  newShown: number
}

interface Watch {
  configured?: number
  named?: number
  name?: string
  gone?: number
  shown?: number
}

/** Must be called before the page is loaded: the simulated client keeps the fetch it finds. */
export async function watchMilestones(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watch: Watch = {}
    Object.assign(window, { watch })
    const realFetch = window.fetch.bind(window)
    window.fetch = async (input, init) => {
      const response = await realFetch(input, init)
      if (input !== '/__wecom/invoke') return response
      const body = String(init?.body)
      if (body.includes('"agentConfig"')) watch.configured = performance.now()
      if (body.includes('"getCurExternalContact"')) watch.named = performance.now()
      return response
    }
    new MutationObserver(() => {
      const name = document.querySelector('article h1')?.textContent.trim()
      if (name === watch.name) return
      if (watch.name && !name) watch.gone = performance.now()
      if (name) watch.shown = performance.now()
      watch.name = name
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

const named = (page: Page, name: string) =>
  page.waitForFunction(wanted => (window as unknown as { watch: Watch }).watch.name === wanted, name)

/** @returns when the document first showed text or a picture, in milliseconds since its request */
export async function firstPaint(page: Page): Promise<number> {
  const entry = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  return (await entry.jsonValue())!
}

/** Loads the page. @param name the customer who has to appear */
export async function load(page: Page, url: string, name: string): Promise<Milestones> {
  await page.goto(url)
  await named(page, name)
  const { configured = NaN, shown = NaN } = await page.evaluate(() => (window as unknown as { watch: Watch }).watch)
  return { firstPaint: await firstPaint(page), configured, shown }
}

/** Lets a loaded page notice that another chat is open. @param name the customer who has to appear */
export async function switchTo(page: Page, name: string): Promise<Switch> {
  await page.evaluate(() => {
    delete (window as unknown as { watch: Watch }).watch.gone
    dispatchEvent(new Event('focus'))
  })
  await named(page, name)
  return page.evaluate(() => {
    const { named = NaN, shown = NaN, gone = shown } = (window as unknown as { watch: Watch }).watch
    return { oldGone: gone - named, newShown: shown - named }
  })
}
