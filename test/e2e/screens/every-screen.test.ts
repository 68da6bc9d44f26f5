import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { coveringLooks } from '../../../scripts/screenshots/covering-looks.mjs'
import { examineLayout, examineLook } from '../../../scripts/screenshots/examine.mjs'
import { wear } from '../../../scripts/screenshots/looks.mjs'
import { useBrowser } from '../support/browser.ts'
import { openScreen } from '../support/open-screen.ts'
import { startStack } from '../support/stack.ts'
import type { Stack } from '../support/stack.ts'

const HEIGHT = 720

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
})
afterEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const tabs = useBrowser()

// `npm run screenshots` examines each screen in each look.
it.each(coveringLooks(SCREENS))('$screen.name is accessible, and stands longer words and wider spacing', async ({ screen, looks }) => {
  const { page } = await openScreen(stack, tabs, screen, looks[0].language, { reducedMotion: 'reduce' })
  for (const look of looks) {
    await wear(page, { ...look, height: HEIGHT })
    expect(await examineLook(page), `${look.language}, ${look.theme}, ${look.width} px`).toEqual([])
  }
  await wear(page, { ...looks[0], width: 280, height: HEIGHT })
  expect(await examineLayout(page)).toEqual([])
}, 120_000)
