import type { Page } from 'playwright-core'
import { LATER_FILES_ID } from '../../../shared/utils/later-files.ts'

/** Waits until the page has the files that it loads in advance. Then none of them meets a server that has stopped. */
export async function waitForLaterFiles(page: Page): Promise<void> {
  await page.locator(`#${LATER_FILES_ID}`).waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
}
