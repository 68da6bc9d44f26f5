import type { Page } from 'playwright-core'
import { LATER_FILES_ID } from '../../../shared/utils/later-files.ts'

/** Waits until the page has the files that it loads in advance. Then none of them meets a server that has stopped. */
export async function waitForLaterFiles(page: Page): Promise<void> {
  await page.locator(`#${LATER_FILES_ID}`).waitFor({ state: 'detached' })
  // A page is called idle only once, which may have been before it asked for these files.
  await page.evaluate(() => new Promise<void>((resolve) => {
    const links = document.querySelectorAll<HTMLLinkElement>('link[rel=prefetch]')
    const missing = new Set([...links].map(({ href }) => href))
    // Also where the page's clock stands still, which hides the entries of `performance`.
    const observer = new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) missing.delete(name)
      if (missing.size === 0) resolve()
    })
    observer.observe({ type: 'resource', buffered: true })
  }))
  await page.waitForLoadState('networkidle')
}
