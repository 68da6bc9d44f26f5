import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { wear } from '../../../scripts/screenshots/looks.mjs'
import { accessibilityViolations, horizontalOverflow } from '../support/accessibility.ts'
import { useBrowser } from '../support/browser.ts'
import { clippedTexts, lengthenWords, spaceText } from '../support/clipping.ts'
import { openScreen } from '../support/open-screen.ts'
import { startStack } from '../support/stack.ts'
import type { Stack } from '../support/stack.ts'
import { tabWalkProblems } from '../support/tab-walk.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
})
afterEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const tabs = useBrowser()

/** All failures share one panel, of which these are the varieties. `npm run screenshots` examines each in each look. */
const VARIETIES = ['failure-wecom-busy', 'failure-customer-not-found', 'failure-wecom-config-admin', 'failure-signature-refused']
/** The same as another screen but for a word. */
const ALIKE = /^customer-(?:contact-profile|old-client|copied|.*-(?:app|bound|mismatch|yet))$|^workbench-phone$|scan-login/
const screens = SCREENS.filter(({ name }) => name.startsWith('failure') ? VARIETIES.includes(name) : !ALIKE.test(name))

it.each(screens)('$name is walked by Tab, accessible, and stands longer words and wider spacing', async (screen) => {
  const { page } = await openScreen(stack, tabs, screen, 'en', { reducedMotion: 'reduce' })
  await wear(page, { theme: 'light', width: 360, height: 720 })
  expect(await tabWalkProblems(page)).toEqual([])
  for (const [theme, width] of [['dark', 280], ['light', 414]] as const) {
    await wear(page, { theme, width, height: 720 })
    expect(await accessibilityViolations(page), `${theme}, ${width} px`).toEqual([])
  }
  await wear(page, { theme: 'light', width: 280, height: 720 })
  await lengthenWords(page)
  expect(await clippedTexts(page), 'longer words').toEqual([])
  await spaceText(page)
  expect(await clippedTexts(page), 'wider spacing').toEqual([])
  expect(await horizontalOverflow(page)).toBe(0)
}, 120_000)
