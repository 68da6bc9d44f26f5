import type { BrowserContext, Page } from 'playwright-core'
import type { NativeBridge } from './native-bridge.ts'

/** Moments of one document, in milliseconds since its request. */
export interface Milestones {
  firstPaint: number
  /** The client is asked for agentConfig. */
  asked: number
  /** The client has accepted agentConfig. */
  configured: number
  /** The customer is in the document, before the next frame is drawn. */
  shown: number
  /** The first frame with the customer is drawn. */
  painted: number
  /** Number of requests for files and data of ours that began before that, the document included. */
  requests: number
}

/** Moments of one chat switch in a loaded page, in milliseconds since the client named the next customer. */
export interface Switch {
  oldGone: number
  newShown: number
}

interface Watch {
  asked?: number
  configured?: number
  named?: number
  name?: string
  gone?: number
  shown?: number
  painted?: number
}

/** Must be called before the page is loaded: the simulated client keeps the fetch it finds. */
export async function watchMilestones(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watch: Watch = {}
    const clientAnswers: NonNullable<NativeBridge['clientAnswers']> = new Map()
    Object.assign(window, { watch, clientAnswers })
    const realFetch = window.fetch.bind(window)

    /** Through the bridge of {@link bridgeNatively}, if the page has it. */
    function invoke(body: string, init?: RequestInit): Promise<Response> {
      const { askClient } = window as NativeBridge
      if (!askClient) return realFetch('/__wecom/invoke', init)
      const id = clientAnswers.size
      askClient(JSON.stringify({ id, call: body }))
      return new Promise((resolve) => {
        clientAnswers.set(id, answer => resolve(answer === undefined
          ? new Response(null, { status: 204 })
          : Response.json(answer)))
      })
    }
    window.fetch = async (input, init) => {
      if (input !== '/__wecom/invoke') return realFetch(input, init)
      const body = String(init?.body)
      if (body.includes('"agentConfig"')) watch.asked ??= performance.now()
      const response = await invoke(body, init)
      if (body.includes('"agentConfig"')) watch.configured = performance.now()
      if (body.includes('"getCurExternalContact"')) watch.named = performance.now()
      return response
    }
    new MutationObserver(() => {
      const name = document.querySelector('article h1')?.textContent.trim()
      if (name === watch.name) return
      if (watch.name && !name) watch.gone = performance.now()
      if (name) watch.shown = performance.now()
      // A task after the frame's callbacks runs when the frame is drawn.
      if (name) {
        requestAnimationFrame(() => setTimeout(() => {
          watch.painted = performance.now()
          console.debug(`painted ${name}`)
        }))
      }
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

/**
 * Loads a page until it writes a line to its console. A wait that asks the page would put a script of its own into it,
 * which costs a slow processor 70 ms just while the customer is fetched.
 */
export async function loadUntil(page: Page, url: string, line: string): Promise<void> {
  const written = page.waitForEvent('console', message => message.text() === line)
  await page.goto(url, { waitUntil: 'commit' })
  await written
}

/** Loads the page. @param name the customer who has to appear */
export async function load(page: Page, url: string, name: string): Promise<Milestones> {
  await loadUntil(page, url, `painted ${name}`)
  const moments = await page.evaluate(() => {
    const { asked = NaN, configured = NaN, shown = NaN, painted = NaN } = (window as unknown as { watch: Watch }).watch
    const files = performance.getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime < painted && !name.includes('/__wecom/') && !name.startsWith('data:'))
    return { asked, configured, shown, painted, requests: files.length + 1 }
  })
  return { ...moments, firstPaint: await firstPaint(page) }
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
