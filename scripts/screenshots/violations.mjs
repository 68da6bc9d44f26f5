import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>} violations that axe-core finds on the page now, best practices included: rule and
 * element
 */
export async function accessibilityViolations(page) {
  // The debugger evaluates this, so the page's content security policy does not apply.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(source)
  const { violations } = await page.evaluate(() =>
    // Without the two options it takes three times as long: it would describe what passed, and fetch style sheets.
    /** @type {{ axe: import('axe-core') }} */ (/** @type {unknown} */ (window)).axe.run({
      resultTypes: ['violations'], preload: false,
    }),
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}
