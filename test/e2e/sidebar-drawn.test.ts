import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP_SCRIPT_ID } from '../../shared/utils/app-script.ts'
import { manyFollowers, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

let stack: Stack
/** Path of the app's script. */
let app: string
beforeAll(async () => {
  stack = await startStack()
  const html = await (await (await signIn(stack)).get('/', { headers: { accept: 'text/html' } })).text()
  app = new RegExp(`<template id="${APP_SCRIPT_ID}"><script[^>]* src="([^"]+)"`).exec(html)![1]!
})
afterAll(() => stack.close())
const { newWebview, openSidebar } = useBrowser()

/** Holds the app's script. @returns lets it go */
async function holdApp(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = []
  let mayGo = false
  await page.route(stack.url + app, route => mayGo ? route.continue() : void held.push(route))
  return async () => {
    mayGo = true
    for (const route of held) await route.continue()
  }
}

const isFinished = (page: Page) => page.locator('main:not([aria-busy])').waitFor()
const texts = (page: Page) => page.locator('article').innerText()

describe('a customer beside a chat', () => {
  it('is there before the app, which draws the same and takes over what the member has pressed', async () => {
    const { page } = await newWebview(stack, { chatId: 'with-unionid' })
    const letGo = await holdApp(page)
    await page.goto(`${stack.url}/`, { waitUntil: 'commit' })
    await waitForName(page, withUnionId.name, true)
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('true')
    const drawn = await texts(page)
    await page.getByRole('button', { name: zh.customer.note, exact: true }).click()
    await letGo()
    await isFinished(page)
    await page.locator('article textarea').waitFor()
    // Who it is, the actions, the tags and the description: other parts come with the app.
    const first = drawn.slice(0, drawn.indexOf(zh.customer.alsoWith))
    expect(first).toContain(withUnionId.follows[0]!.description)
    const later = (await texts(page)).split('\n')
    expect(first.split('\n').filter(line => !later.includes(line))).toEqual([])
  })

  it('is the only text that becomes elements', async () => {
    const { page, problems } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    problems.expect(/TrustedHTML/)
    const outcome = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<p>text</p>'
        return 'elements'
      }
      catch (error) {
        return (error as Error).name
      }
    })
    expect(outcome).toBe('TypeError')
  })

  it('goes when the client names another one, before the app is there', async () => {
    const { page, client } = await newWebview(stack, { chatId: 'with-unionid' })
    const letGo = await holdApp(page)
    await page.goto(`${stack.url}/`, { waitUntil: 'commit' })
    await waitForName(page, withUnionId.name, true)
    client.chatId = 'many-followers'
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await waitForName(page, manyFollowers.name, true)
    await letGo()
    await waitForName(page, manyFollowers.name)
  })

  it('gives way to a message when the app cannot be loaded', async () => {
    const { page, problems } = await newWebview(stack, { chatId: 'with-unionid' })
    problems.expect(/net::ERR_FAILED/)
    let isDrawn = false
    const held: Route[] = []
    await page.route(stack.url + app, route => isDrawn ? route.abort() : void held.push(route))
    await page.goto(`${stack.url}/`, { waitUntil: 'commit' })
    await waitForName(page, withUnionId.name, true)
    isDrawn = true
    for (const route of held) await route.abort()
    await page.getByRole('alert').filter({ hasText: zh.failures.sdk_load_failed.title }).waitFor()
    expect(await page.locator('article').isVisible()).toBe(false)
  })
})
