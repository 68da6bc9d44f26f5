import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { DIAGNOSIS_TEXTS } from '../../i18n/diagnosis-texts.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

const texts = DIAGNOSIS_TEXTS['zh-CN']
const { newWebview } = useBrowser()
let stack: Stack
beforeAll(async () => void (stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })))
afterEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())

async function open(userId: string, chatId = 'with-unionid') {
  const tab = await newWebview(stack, { userId, chatId })
  await tab.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await tab.page.goto(`${stack.url}/?diag=1`)
  return tab
}

describe('?diag=1', () => {
  it('shows an admin each step with its time and the client\'s words, and copies them without an id', async () => {
    // The browser copies then, so that the text can be read.
    stack.simulator.world.faults.replace([{ api: 'setClipboardData', errMsg: 'setClipboardData:fail' }])
    const { page } = await open('chenzhiyuan')
    const panel = page.getByRole('region', { name: texts.title })
    await panel.getByText(/^getCurExternalContact \d+ ms$/).waitFor()
    const shown = await panel.innerText()
    expect(shown).toMatch(/User-Agent\s[^]*wxwork\/5\.0\.11[^]*客户端版本\s+5\.0\.11[^]*入口\s+single_chat_tools/)
    expect(await panel.locator('li > span > code').allInnerTexts())
      .toEqual(expect.arrayContaining(['load', 'bridge', 'agentConfig', 'getContext', 'getCurExternalContact']))
    expect(shown).toContain(withUnionId.externalUserId)
    await panel.getByRole('button', { name: texts.copy }).click()
    await page.getByText(zh.copied).waitFor({ state: 'attached' })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/getContext {2}\d+ ms {2}\{.*single_chat_tools/)
    for (const hidden of [withUnionId.externalUserId, ...stack.secrets()]) expect(copied).not.toContain(hidden)
  })

  it('shows what the client refused in its own words', async () => {
    const errMsg = 'agentConfig:fail, not match any reliable domain. more info at https://example.com?e=80001'
    stack.simulator.world.faults.replace([{ api: 'agentConfig', errMsg }])
    const { page, problems } = await open('chenzhiyuan')
    problems.expect(/.*/)
    await waitForName(page, zh.failures.domain_not_trusted.title)
    await page.locator('li.failed', { hasText: errMsg }).first().waitFor()
  })

  it('is not there for other members', async () => {
    const { page } = await open('linxiaotong')
    await waitForName(page, withUnionId.name)
    expect(await page.getByRole('region', { name: texts.title }).count()).toBe(0)
  })
})
