import type { Page } from 'playwright-core'
import zh from '../../../i18n/locales/zh-CN/index.ts'

/** The Chinese texts of the page. */
export { zh }

/**
 * Waits until the app shows a customer or group with this name: the title, or the nickname below a remark.
 *
 * @param isDrawn whether the server's drawing of it is enough
 */
export async function waitForName(page: Pick<Page, 'locator'>, name: string, isDrawn = false): Promise<void> {
  const exactly = new RegExp(`^\\s*${RegExp.escape(name)}\\s*$`)
  const main = page.locator(isDrawn ? 'main' : 'main:not([aria-busy=true])')
  await main.locator('h1, header .nickname bdi').filter({ hasText: exactly }).first().waitFor()
}

/** Opens the ids of the customer when they are folded, as members find them. The linked accounts are then read. */
export async function openIds(page: Pick<Page, 'getByRole'>): Promise<void> {
  const heading = page.getByRole('button', { name: zh.customer.ids, exact: true })
  await heading.waitFor()
  if (await heading.getAttribute('aria-expanded') === 'false') await heading.click()
}

/** Every term of the page with its description, in reading order. */
export async function readFields(page: Pick<Page, 'locator'>): Promise<Record<string, string>> {
  // Some parts of a customer are a chunk of their own.
  await page.locator('.ids, article > dl').first().waitFor()
  const rows = await page.locator('dl > div').evaluateAll(elements => elements.map(element => [
    element.querySelector('dt')!.textContent.trim(), (element.querySelector('dd') as HTMLElement).innerText.trim(),
  ]))
  return Object.fromEntries(rows) as Record<string, string>
}
