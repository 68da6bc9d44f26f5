import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import en from '../../i18n/locales/en/index.ts'
import { TELL_ADMIN_TEXTS } from '../../i18n/tell-admin-texts.ts'
import { SCREENS } from '../../scripts/screens/index.mjs'
import { THEMES, WIDTHS, wear } from '../../scripts/screenshots/looks.mjs'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { openScreen } from './support/open-screen.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, openWecom } from './support/webview.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const tabs = useBrowser()

const ASKS_FOR_A_PAGE = { headers: { accept: 'text/html' } }
const SIGN_IN_BREAKS = { path: '/cgi-bin/auth/getuserinfo', status: 500 }
/** Here the link says what the reader can do. */
const FOR_THE_READER = ['notice-sign-in-failed', 'notice-not-a-member', 'notice-not-found']
const notices = SCREENS.filter(({ name }) => name.startsWith('notice-'))

describe('a page of the server\'s own', () => {
  it.each(
    notices.flatMap(screen => (['zh', 'en'] as const).map(language => [screen.name, language, screen] as const)),
  )('%s has all parts of a failure in %s, in every look', async (name, language, screen) => {
    const { page } = await openScreen(stack, tabs, screen, language)
    const { failure } = language === 'zh' ? zh : en
    await page.locator('main details').evaluate(details => details.setAttribute('open', ''))
    const text = await page.locator('main').innerText()
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('main a').count()).toBe(1)
    expect(text).toContain(name.replace('notice-', '').replaceAll('-', '_'))
    const fixers = Object.values(failure.fixer.member).filter(fixer => text.includes(fixer))
    expect(fixers).toHaveLength(FOR_THE_READER.includes(name) ? 0 : 1)
    expect(text).toMatch(new RegExp(`${failure.requestId}\\W+[0-9a-f-]{8,}`))
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
    for (const theme of THEMES) {
      for (const width of WIDTHS) {
        await wear(page, { theme, width, height: 720 })
        expect(await accessibilityViolations(page), `${theme}, ${width} px`).toEqual([])
        expect(await horizontalOverflow(page)).toBe(0)
      }
    }
  })

  it('copies its details', async () => {
    const screen = SCREENS.find(({ name }) => name === 'notice-wecom-config')!
    const { page } = await openScreen(stack, tabs, screen, 'en', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: en.failure.copyDetails }).click()
    await page.getByRole('status').filter({ hasText: en.copied }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^Code: wecom_config\nRequest ID: [0-9a-f-]+\nServer response: .*60011/,
    )
  })

  it('copies what an admin has to know, for a member who is none', async () => {
    const screen = SCREENS.find(({ name }) => name === 'notice-wecom-config')!
    const { page } = await openScreen(stack, tabs, screen, 'en', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: TELL_ADMIN_TEXTS.en.copy }).click()
    await page.getByRole('status').filter({ hasText: en.copied }).waitFor()
    expect((await page.evaluate(() => navigator.clipboard.readText())).split('\n')).toEqual([
      `${en.failures.wecom_config.title} (wecom_config)`,
      expect.stringMatching(/^Request ID: [0-9a-f-]+$/),
      expect.stringMatching(/^Time: \d{4}-/),
      `Next step: ${en.failures.wecom_config.adminHint}`,
      `${stack.url}/doctor`,
    ])
  })

  it('tries again by itself, and ends at the page that the member wanted', async () => {
    const { page, problems } = await tabs.newWebview(stack, { chatId: 'with-unionid' })
    problems.expect(/status of 50\d/)
    stack.simulator.world.faults.replace([SIGN_IN_BREAKS])
    await page.goto(`${stack.url}/`)
    await page.getByText(zh.failures.wecom_unavailable.cause).waitFor()
    stack.simulator.world.faults.replace([])
    await waitForName(page, withUnionId.name)
  })

  it('does not try again when that cannot help', async () => {
    const html = await (await openWecom(stack).get('/auth/login?attempt=3')).text()
    expect(html).toContain(zh.failure.fix.sign_in)
    expect(html).not.toContain('data-again')
  })

  it('has the language and the theme of the app', async () => {
    const webview = openWecom(stack, { theme: 'dark' })
    const opening = async (path: string) =>
      /<html[^>]*>/.exec(
        await (
          await webview.get(path, { headers: { 'user-agent': 'wxwork/5.0.11 Language/zh ColorScheme/Dark' } })
        ).text(),
      )?.[0]
    expect(await opening('/auth/login?attempt=3')).toBe('<html lang="zh-CN" data-theme="dark">')
    expect(await opening('/auth/login?attempt=3&lang=en')).toBe('<html lang="en" data-theme="dark">')
    webview.cookies.set('wecom_theme', 'light').set('wecom_language', 'en')
    expect(await opening('/auth/login?attempt=3')).toBe('<html lang="en" data-theme="light">')
  })

  it('has a link that stays on this site', async () => {
    for (const path of ['/.//evil.example', '/%3Cscript%3E', '/auth/login/x?return_to=//evil.example']) {
      const answer = await createWebview(stack).get(path, ASKS_FOR_A_PAGE)
      expect(await answer.text(), path).toContain('<a class="action" href="/">')
    }
  })
})

describeWithRedis('a store that is gone', () => {
  let fleet: Fleet
  beforeAll(async () => {
    fleet = await startFleet(1)
  })
  afterAll(() => fleet.close())

  it('is named by the page, with the time until the next try', async () => {
    // A process remembers its own sessions for a while. This session belongs to another process.
    const webview = createWebview(fleet, [['wecom_session', 'f'.repeat(64)]])
    fleet.redis.hang()
    const answer = await webview.get('/?lang=en', ASKS_FOR_A_PAGE)
    fleet.redis.goOn()
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    const html = await answer.text()
    expect(html).toContain(en.failures.store_unavailable.title)
    expect(html).toContain('data-again="/?lang=en" data-after="5"')
  })
})
