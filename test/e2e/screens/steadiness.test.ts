import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusal } from '../../../scripts/screens/screen.mjs'
import { manyFollowers, withUnionId } from '../../../simulator/scenarios/default/customers.ts'
import { useBrowser } from '../support/browser.ts'
import en from '../../../i18n/locales/en/index.ts'
import { waitForName, zh } from '../support/profile.ts'
import { startStack } from '../support/stack.ts'
import type { Stack } from '../support/stack.ts'
import { groundsSeen, layoutShift, watchSteadiness } from '../support/steadiness.ts'

/** Greatest sum of the layout shifts of a page (web.dev/cls calls 0.1 good). */
const MOST_SHIFT = 0.02

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const { newWebview } = useBrowser()

/** Delays answers like a network, so that the skeleton stays on screen for a while. */
const delay = (page: Page, path: string, ms: number) => page.route(path, async (route) => {
  await new Promise(resolve => setTimeout(resolve, ms))
  await route.continue()
})

const tellNow = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')))

async function openSteady(client: object, prepare?: (page: Page) => Promise<unknown>) {
  const tab = await newWebview(stack, client)
  await watchSteadiness(tab.context)
  await prepare?.(tab.page)
  await tab.page.goto(`${stack.url}/`)
  return tab
}

describe('the content stays in its place', () => {
  it.each([
    ['a customer', { chatId: 'with-unionid' }, 'article'],
    ['a customer without a unionid', { chatId: 'without-unionid' }, 'article'],
    ['a customer of WeCom', { chatId: 'wecom-customer' }, 'article'],
    ['a group', { chatId: 'group' }, 'article'],
    ['the workbench', {}, '[data-customer]'],
  ])('when %s is opened cold', async (_what, client, shown) => {
    const { page } = await openSteady(client, async (page) => {
      await delay(page, '**/api/{customers,groups}**', 200)
      await delay(page, '**/api/customers/*/identities', 500)
    })
    await page.locator(shown).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await layoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT)
  })

  it('when the style sheet comes last: the outline is shown meanwhile, and no customer without styles', async () => {
    const sheet = Promise.withResolvers<undefined>()
    const tab = await newWebview(stack, { chatId: 'with-unionid' })
    const { page } = tab
    await watchSteadiness(tab.context)
    await page.route('**/_nuxt/*.css', async (route) => {
      await sheet.promise
      await route.continue()
    })
    const answered = page.waitForResponse('**/api/customers/*?*')
    await page.goto(`${stack.url}/`, { waitUntil: 'commit' })
    await (await answered).finished()
    await expect.poll(() => page.locator('.bar').first().boundingBox()).toMatchObject({ height: 44 })
    expect(await page.locator('article').count()).toBe(0)
    sheet.resolve(undefined)
    await waitForName(page, withUnionId.name)
    await page.waitForLoadState('networkidle')
    expect(await layoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT)
  })

  it('when the chat is switched in place', async () => {
    const { page, client } = await openSteady({ chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    await delay(page, '**/api/customers/**', 200)
    client.chatId = 'many-followers'
    await tellNow(page)
    await waitForName(page, manyFollowers.name)
    await page.waitForLoadState('networkidle')
    expect(await layoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT)
  })

  it('and a shift would be noticed', async () => {
    const { page } = await openSteady({ chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    await page
      .locator('main')
      .evaluate(main => main.prepend(Object.assign(document.createElement('p'), { style: 'height: 100px' })))
    await expect.poll(() => layoutShift(page)).toBeGreaterThan(MOST_SHIFT)
  })

  it('when a failure recovers by itself', async () => {
    let failing = true
    const { page, problems } = await openSteady({ chatId: 'with-unionid' }, page =>
      page.route('**/api/customers/*', route =>
        failing ? route.fulfill({ status: 503, json: refusal('wecom_unavailable') }) : route.continue(),
      ),
    )
    problems.expect(/status of 503/)
    await page.locator('.panel').waitFor()
    failing = false
    await waitForName(page, withUnionId.name)
    await page.waitForLoadState('networkidle')
    expect(await layoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT)
  })
})

describe('the first frame', () => {
  it.each([
    ['light', 'dark', 'rgb(255, 255, 255)'],
    ['dark', 'light', 'rgb(27, 28, 31)'],
  ] as const)(
    'is in the client\'s theme, %s, on a %s system, and so is every other',
    async (theme, colorScheme, ground) => {
      const tab = await newWebview(stack, { chatId: 'with-unionid', theme }, { colorScheme })
      await watchSteadiness(tab.context)
      await tab.page.goto(`${stack.url}/`)
      await waitForName(tab.page, withUnionId.name)
      expect(await groundsSeen(tab.page)).toEqual([ground])
    },
  )

  it('has the theme and the language that the member has chosen, with any client settings', async () => {
    const { page, context } = await newWebview(stack, { theme: 'light' }, { colorScheme: 'light' })
    await page.goto(`${stack.url}/`)
    await page.getByRole('button', { name: zh.settings.title }).click()
    await page.getByLabel(zh.settings.dark).check()
    await page.getByLabel('English').check()
    await page.getByRole('heading', { name: en.settings.title }).waitFor()
    await watchSteadiness(context)
    await page.reload()
    await page.getByRole('heading', { name: en.workbench.title }).waitFor()
    expect(await groundsSeen(page)).toEqual(['rgb(27, 28, 31)'])
    const first = await (await context.request.get(`${stack.url}/`)).text()
    expect(first).toMatch(/<html[^>]* lang="en"[^>]* data-theme="dark"/)
  })

  it('contains the skeleton, which is in the HTML itself', async () => {
    const { page } = await newWebview(stack, { chatId: 'with-unionid' }, { javaScriptEnabled: false })
    await page.goto(`${stack.url}/`)
    await page.locator('main [aria-busy=true]').waitFor()
  })
})
