import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { coveringLooks } from '../../../scripts/screenshots/covering-looks.mjs'
import { layoutProblems } from '../../../scripts/screenshots/layout-problems.mjs'
import { wear } from '../../../scripts/screenshots/looks.mjs'
import type { Look } from '../../../scripts/screenshots/looks.mjs'
import { tabWalkProblems } from '../../../scripts/screenshots/tab-walk.mjs'
import { accessibilityViolations } from './accessibility.ts'
import { useKeptTabs } from './kept-tabs.ts'
import { openScreen } from './open-screen.ts'
import { startStack } from './stack.ts'
import type { Stack } from './stack.ts'

const HEIGHT = 720

/** Parts of about the same duration, so that workers can share them. A screen belongs to the first matching part. */
const PARTS = {
  customer: /^(?:customer|edit|identities|note|timeline)\b/,
  lists: /^(?:group|workbench|replies|panel)\b/,
  others: /^/,
}
const partOf = (name: string) => Object.entries(PARTS).find(([, pattern]) => pattern.test(name))![0]

/** Defines a test for each screen of a part. `npm run screenshots` does the same with each screen in each look. */
export function examineScreens(part: keyof typeof PARTS): void {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
  })
  afterEach(() => stack.simulator.world.faults.replace([]))
  afterAll(() => stack.close())
  const tabs = useKeptTabs()

  const examined = coveringLooks(SCREENS).filter(({ screen }) => partOf(screen.name) === part)
  const title = '$screen.name is walked by Tab, accessible, and stands longer words and wider spacing'
  it.each(examined)(title, async ({ screen, looks }) => {
    const { page } = await openScreen(stack, tabs, screen, looks[0].language, { reducedMotion: 'reduce' })
    const nameOf = ({ language, theme, width }: Look) => `${language}, ${theme}, ${width} px`
    await wear(page, { ...looks[0], height: HEIGHT })
    expect(await tabWalkProblems(page), nameOf(looks[0])).toEqual([])
    for (const look of looks) {
      await wear(page, { ...look, height: HEIGHT })
      expect(await accessibilityViolations(page), nameOf(look)).toEqual([])
    }
    await wear(page, { ...looks[0], width: 280, height: HEIGHT })
    expect(await layoutProblems(page)).toEqual([])
  })
}
