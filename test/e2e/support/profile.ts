import type { Page } from 'playwright-core'
import zh from '../../../i18n/locales/zh-CN/index.ts'

/** The Chinese texts of the page. */
export { zh }

/** Waits until the page shows a customer or group with this name. */
export async function waitForName(page: Pick<Page, 'getByRole'>, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** Every term of the page with its description, in reading order. */
export async function readFields(page: Pick<Page, 'locator'>): Promise<Record<string, string>> {
  const rows = await page.locator('dl > div').evaluateAll(elements => elements.map(element => [
    element.querySelector('dt')!.textContent.trim(), (element.querySelector('dd') as HTMLElement).innerText.trim(),
  ]))
  return Object.fromEntries(rows) as Record<string, string>
}
