import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { accessibilityViolations } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { serveCutPage } from './support/cut-page.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const { newTab, newWebview, openSidebar } = useBrowser()

const CODE = '**/_nuxt/*.js'
const PATIENCE_MS = 8_000
const words = (page: Page) => page.getByRole('alert').filter({ hasText: zh.failures.sdk_load_failed.title })

describe('a page whose code', () => {
  it('cannot be loaded says so at once, and works after a reload', async () => {
    const { page, problems } = await newWebview(stack, { chatId: 'with-unionid' })
    problems.expect(/net::ERR_FAILED/)
    await page.route(CODE, route => route.abort())
    await page.goto(`${stack.url}/`)
    await words(page).waitFor()
    expect(await page.locator('[aria-busy=true]').isVisible()).toBe(false)
    expect(await accessibilityViolations(page)).toEqual([])
    await page.unroute(CODE)
    await page.getByRole('button', { name: zh.failure.fix.reload }).click()
    await waitForName(page, withUnionId.name)
  })

  it('does not arrive says so after a while, and works if the code arrives late', async () => {
    const held: Route[] = []
    let arrives = false
    const { page } = await newWebview(stack, { chatId: 'with-unionid' })
    // The page's time stands still, so that the wait cannot end too early.
    await page.clock.install({ time: Date.now() })
    await page.clock.pauseAt(Date.now() + 60_000)
    await page.route(CODE, route => arrives ? route.continue() : void held.push(route))
    await page.goto(`${stack.url}/`, { waitUntil: 'commit' })
    await page.locator('[aria-busy=true]').first().waitFor()
    await expect.poll(() => page.evaluate(() => document.readyState)).toBe('interactive')
    expect(await words(page).isVisible()).toBe(false)
    await page.clock.fastForward(PATIENCE_MS)
    await words(page).waitFor()
    await page.clock.resume()
    arrives = true
    for (const route of held) await route.continue()
    await waitForName(page, withUnionId.name)
    expect(await words(page).count()).toBe(0)
  })

  it('has not arrived yet is painted already', async () => {
    const { page } = await newWebview(stack, { chatId: 'with-unionid' })
    await page.route(CODE, () => {})
    await page.goto(`${stack.url}/`, { waitUntil: 'commit' })
    // Only text and pictures count: without them Chromium shows nothing for half a second.
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
    expect(await page.locator('[aria-busy=true]').isVisible()).toBe(true)
  })

  it('is cut off in the middle says so after a while', async () => {
    const { page, problems } = await openSidebar(stack, { chatId: 'with-unionid' })
    problems.expect(/net::ERR|status of 404|SyntaxError/)
    const html = await (await page.request.get(`${stack.url}/`)).text()
    const cut = await serveCutPage(html.slice(0, html.indexOf('<template', html.indexOf('id="__nuxt"'))))
    onTestFinished(() => cut.close())
    await page.clock.install({ time: Date.now() })
    await page.clock.pauseAt(Date.now() + 60_000)
    await page.goto(cut.url, { waitUntil: 'commit' })
    await page.locator('[aria-busy=true]').first().waitFor()
    expect(await page.evaluate(() => document.readyState)).toBe('loading')
    await page.clock.fastForward(PATIENCE_MS)
    await words(page).waitFor()
    expect(await page.locator('[aria-busy=true]').isVisible()).toBe(false)
  })

  it('is not needed keeps its message', async () => {
    const { page, problems } = await newTab()
    problems.expect(/net::ERR_FAILED/)
    await page.route(CODE, route => route.abort())
    await page.goto(`${stack.url}/`)
    await page.getByRole('link', { name: zh.outside.signIn }).waitFor()
    expect(await words(page).isVisible()).toBe(false)
  })
})

describe('C10: a web view that is too old', () => {
  const tooOld = (page: Page) => page.getByRole('alert').filter({ hasText: zh.outdated.title })

  it.each([
    // As before Chrome 61: module scripts are of an unknown type, and the check does not parse.
    ['knows neither modules nor new syntax', [['type="module"', 'type="unknown"'], ['class Syntax', 'class 1']]],
    // As before Chrome 93.
    ['lacks functions', [['<head>', '<head><script NONCE>delete Object.hasOwn</script>']]],
  ] as const)('because it %s is told to update, with its version', async (_why, changes) => {
    const { page, problems } = await newWebview(stack, { chatId: 'with-unionid', version: '3.1.0' })
    problems.expect(/net::ERR_FAILED|exception/)
    await page.route(CODE, route => route.abort())
    await page.route(url => url.pathname === '/', async (route) => {
      const response = await route.fetch()
      let body = await response.text()
      const nonce = /nonce="[^"]+"/.exec(body)![0]
      for (const [from, to] of changes) body = body.replaceAll(from, to.replace('NONCE', nonce))
      await route.fulfill({ response, body })
    })
    await page.goto(`${stack.url}/`)
    await tooOld(page).waitFor()
    await page.getByText('3.1.0').waitFor()
    expect(await page.locator('[aria-busy=true]').isVisible()).toBe(false)
    expect(await words(page).count()).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
  })
})

it('a browser without scripts is told that they are needed', async () => {
  const { page } = await newWebview(stack, { chatId: 'with-unionid' }, { javaScriptEnabled: false })
  await page.goto(`${stack.url}/`)
  await page.locator('p.unloaded', { hasText: 'JavaScript' }).waitFor()
})

it('C1: a bridge that reaches the client by frames works under our policy; other frames are blocked', async () => {
  const { page, problems } = await newWebview(stack, { chatId: 'with-unionid' })
  problems.expect(/frame-src|net::ERR|scheme/)
  await page.goto(`${stack.url}/`)
  await waitForName(page, withUnionId.name)
  // In this order: a violation of an allowed frame would be reported before those of the others.
  const allowed = ['weixin://private/setresult/SCENE_FETCHQUEUE', 'wxwork://jsbridge']
  const others = ['other://x', 'https://evil.example/']
  const blocked = await page.evaluate(async ({ addresses, count }) => {
    const seen: string[] = []
    const enough = new Promise<void>(resolve => document.addEventListener('securitypolicyviolation', (event) => {
      if (seen.push(event.blockedURI) === count) resolve()
    }))
    for (const src of addresses) {
      document.body.append(Object.assign(document.createElement('iframe'), { hidden: true, src }))
    }
    await enough
    return seen
  }, { addresses: [...allowed, ...others], count: others.length })
  // An address that no browser can load is reported without its scheme.
  expect(blocked.toSorted()).toEqual(['', 'https://evil.example'])
})
