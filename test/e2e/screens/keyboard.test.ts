import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { focusProblems } from '../../../scripts/screenshots/focus.mjs'
import { useKeptTabs } from '../support/kept-tabs.ts'
import { openScreen } from '../support/open-screen.ts'
import { startStack } from '../support/stack.ts'
import type { Stack } from '../support/stack.ts'
import { tabWalkProblems } from '../../../scripts/screenshots/tab-walk.mjs'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const tabs = useKeptTabs()

const open = (name: string) => openScreen(stack, tabs, SCREENS.find(screen => screen.name === name)!, 'zh')
const isInside = (page: Page, selector: string) =>
  page.evaluate(outer => !!document.activeElement!.closest(outer), selector)

describe('Escape closes what Enter opened, and the focus returns', () => {
  it.each([
    ['customer', '[data-edit=remark]', '.editor'],
    ['customer', '[data-edit=description]', '.editor'],
    ['edit-phones-revealed', '[data-edit=mobiles]', '.editor'],
    ['customer', '[data-edit=tags]', 'dialog'],
    ['workbench', '[data-filter=tags]', 'dialog'],
  ])('%s: %s', async (name, opener, opened) => {
    const { page } = await open(name)
    await page.locator(opener).first().focus()
    await page.keyboard.press('Enter')
    await page.locator(opened).waitFor()
    await expect.poll(() => isInside(page, opened)).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator(opened).waitFor({ state: 'detached' })
    await expect.poll(() => isInside(page, opener)).toBe(true)
  })
})

it('keeps the focused element in view when a bar appears at the bottom', async () => {
  const { page } = await open('workbench-customer')
  await page.setViewportSize({ width: 360, height: 400 })
  const last = page.locator('article :is(a, button, summary)').last()
  await last.evaluate(element => (element as HTMLElement).focus({ focusVisible: true } as FocusOptions))
  await expect.poll(() => page.evaluate(focusProblems)).toEqual([])
  await page.context().setOffline(true)
  await page.locator('.bars > .bar').waitFor()
  await expect.poll(() => page.evaluate(focusProblems)).toEqual([])
})

describe('the walk by Tab', () => {
  it.each([
    ['a removed ring', '[data-edit=remark] { outline: 0 !important }', 'no visible focus'],
    ['an invisible ring', '[data-edit=remark] { outline-color: #fafafa !important }', 'no visible focus'],
    ['a target that is too small', '[data-edit=remark] { width: 20px !important; min-width: 0 !important }', 'pixels'],
    [
      'an order that differs from the order on screen',
      'article { display: flex; flex-direction: column-reverse }',
      'comes after it',
    ],
    ['an element that covers the focus', 'main::after { content: ""; position: fixed; inset: 0 }', 'covered'],
  ])('notices %s', async (_what, css, problem) => {
    const { page } = await open('customer')
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.adoptedStyleSheets = [sheet]
    }, css)
    expect((await tabWalkProblems(page)).join('\n')).toContain(problem)
  })

  it('notices an element that Tab cannot reach, and one that keeps the focus', async () => {
    const { page } = await open('customer')
    await page.locator('[data-edit=remark]').evaluate(button => button.setAttribute('tabindex', '-1'))
    expect((await tabWalkProblems(page)).join('\n')).toContain('not reached by Tab')
    await page
      .locator('[data-edit=description]')
      .evaluate(button => button.addEventListener('blur', () => (button as HTMLElement).focus()))
    expect((await tabWalkProblems(page)).join('\n')).toContain('no way out')
  })
})
