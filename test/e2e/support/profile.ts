import type { Page } from 'playwright-core'
import zh from '../../../i18n/locales/zh-CN/index.ts'

/** The words of the page in Chinese. */
export { zh }

/** Waits until a customer or group with this name is the page's subject. */
export async function waitForName(page: Pick<Page, 'getByRole'>, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** Every term of the page with its description, as they are read. */
export async function readFields(page: Pick<Page, 'locator'>): Promise<Record<string, string>> {
  const rows = await page.locator('dl > div').evaluateAll(elements => elements.map(element => [
    element.querySelector('dt')!.textContent.trim(), (element.querySelector('dd') as HTMLElement).innerText.trim(),
  ]))
  return Object.fromEntries(rows) as Record<string, string>
}
