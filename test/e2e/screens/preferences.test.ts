import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { waitForEver } from '../../../scripts/screens/screen.mjs'
import { accessibilityViolations, horizontalOverflow } from '../support/accessibility.ts'
import type { Tab } from '../support/browser.ts'
import { clippedTexts } from '../../../scripts/screenshots/clipping.mjs'
import { useKeptTabs } from '../support/kept-tabs.ts'
import { openScreen } from '../support/open-screen.ts'
import { startStack } from '../support/stack.ts'
import type { Stack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const tabs = useKeptTabs()

async function open(name: string, language: 'zh' | 'en' = 'zh'): Promise<Tab> {
  const tab = await openScreen(stack, tabs, SCREENS.find(screen => screen.name === name)!, language)
  // A temporary offer stays, no age changes, and no failure heals.
  await waitForEver(tab.page)
  return tab
}
const readable = (page: Page) => page.locator('main').innerText()

/**
 * Elements that only their background separates from their surroundings. Without backgrounds they need an edge.
 */
const NEED_AN_EDGE = '.button, .tags li, .type, input:not([type=checkbox]), textarea, dialog'

it.each([
  'customer', 'customer-of-wecom', 'edit-tags', 'group', 'workbench', 'edit-saved', 'failure-customer-not-found',
])('%s loses nothing in forced colours', async (name) => {
  const { page } = await open(name)
  await page.waitForLoadState('networkidle')
  const before = await readable(page)
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await readable(page)).toBe(before)
  expect(await accessibilityViolations(page)).toEqual([])
  const edgeless = await page.locator(NEED_AN_EDGE).evaluateAll(elements => elements.filter((element) => {
    const { borderTopWidth, outlineStyle } = getComputedStyle(element.closest('.search') ?? element)
    return element.checkVisibility() && Number.parseFloat(borderTopWidth) === 0 && outlineStyle === 'none'
  }).map(element => element.outerHTML.slice(0, 120)))
  expect(edgeless).toEqual([])
  const invisible = await page.locator('main svg > *').evaluateAll(shapes => shapes.filter((shape) => {
    const { stroke } = getComputedStyle(shape)
    return stroke === getComputedStyle(document.documentElement).backgroundColor
  }).length)
  expect(invisible).toBe(0)
})

it.each(['loading', 'customer', 'edit-saved'])(
  '%s has no motion when the member prefers none, and says the same',
  async (name) => {
    const { page } = await open(name)
    if (name !== 'loading') await page.waitForLoadState('networkidle')
    const before = await readable(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await readable(page)).toBe(before)
    expect(
      await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length),
    ).toBe(0)
  },
)

const ENLARGED = ['customer', 'group', 'workbench', 'edit-description', 'failure-wecom-busy']
it.each(
  ENLARGED.flatMap(
    name =>
      [
        [name, 'zh'],
        [name, 'en'],
      ] as const,
  ),
)('%s can be read in %s at a zoom of 200 % in the desktop client\'s sidebar', async (name, language) => {
  const { page } = await open(name, language)
  // The size of 360 by 760 pixels at a zoom of 200 %.
  await page.setViewportSize({ width: 180, height: 380 })
  expect(await horizontalOverflow(page)).toBe(0)
  expect(await clippedTexts(page)).toEqual([])
})
