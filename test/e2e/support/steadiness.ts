import type { BrowserContext, Page } from 'playwright-core'

interface Observed {
  shifts: number[]
  grounds: string[]
}

/** Records each layout shift and the background of each frame, from the start of a document. */
export async function watchSteadiness(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const observed: Observed = { shifts: [], grounds: [] }
    Object.assign(window, { observed })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) observed.shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
    const look = () => {
      if (document.body) observed.grounds.push(getComputedStyle(document.documentElement).backgroundColor)
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** @returns the sum of all layout shifts so far, also of those after an input of the member */
export async function layoutShift(page: Page): Promise<number> {
  // The observer is called after the frame with the shift.
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  )
  return page.evaluate(() =>
    (window as unknown as { observed: Observed }).observed.shifts.reduce((sum, shift) => sum + shift, 0),
  )
}

/** @returns every background colour that the page has had, in order */
export async function groundsSeen(page: Page): Promise<string[]> {
  return [...new Set(await page.evaluate(() => (window as unknown as { observed: Observed }).observed.grounds))]
}
