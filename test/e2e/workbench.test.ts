import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CUSTOMER_FILTER_TEXTS } from '../../i18n/customer-filter-texts.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { useBrowser } from './support/browser.ts'
import { startOwnStack } from './support/own-stack.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

const filterTexts = CUSTOMER_FILTER_TEXTS['zh-CN']

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const rows = (page: Page) => page.locator('ul [data-customer]')
const option = (page: Page, name: string) => page.locator('dialog label', { hasText: name })

/** The member's customers with a tag, from WeCom. */
function idsWith(tagName: string): string[] {
  const { customers, tagGroups } = stack.simulator.world.scenario
  const tag = tagGroups.flatMap(({ tags }) => tags).find(({ name }) => name === tagName)!
  return customers
    .filter(({ follows }) =>
      follows.some(
        ({ userId, tags = [] }) => userId === 'linxiaotong' && tags.some(one => 'tagId' in one && one.tagId === tag.id),
      ),
    )
    .map(({ externalUserId }) => externalUserId)
    .sort()
}
const idsIn = async (page: Page) =>
  (await rows(page).evaluateAll(elements => elements.map(element => element.getAttribute('data-customer')!))).sort()

/** Waits until all customers are loaded. Until then the list grows, and its rows move. */
async function waitForAll(page: Page): Promise<void> {
  const { customers } = stack.simulator.world.scenario
  const mine = customers.filter(({ follows }) => follows.some(({ userId }) => userId === linXiaotong.userId))
  await page.getByText(zh.workbench.loaded(mine.length), { exact: true }).first().waitFor()
}

async function openTags(page: Page): Promise<void> {
  await button(page, filterTexts.narrow).click()
  await page.locator('dialog label').first().waitFor()
}

it('the search finds company, visible digits, pinyin, tags and channel, in any order, and says where', async () => {
  const { page } = await openSidebar(stack)
  await waitForAll(page)
  const found = page.locator(`ul [data-customer="${withUnionId.externalUserId}"]`)
  for (const [query, shown] of [
    ['云起', '杭州云起科技'],
    ['8000', '138****8000'],
    ['13800138000', '138****8000'],
    ['zhangwei', '张伟'],
    ['zwbj', '张伟'],
    ['金卡 张', '金卡会员'],
    ['spring2026 滨江', 'spring2026'],
  ] as const) {
    await page.locator('input[type=search]').fill(query)
    await found.filter({ hasText: shown }).waitFor()
  }
  // Digits that are hidden find nothing, and the page says what it has searched.
  await page.locator('input[type=search]').fill('0013')
  await page.getByText(filterTexts.searched).waitFor()
  await page.locator('input[type=search]').fill('')
  await page.getByRole('combobox', { name: filterTexts.order }).selectOption('added')
  const { customers } = stack.simulator.world.scenario
  const addedAt = (id: string) => customers.find(({ externalUserId }) => externalUserId === id)!
    .follows.find(({ userId }) => userId === linXiaotong.userId)!.createTime
  await expect.poll(async () => {
    const ids = await rows(page).evaluateAll(all => all.map(row => row.getAttribute('data-customer')!))
    return ids.length > 1 && ids.every((id, at) => at === 0 || addedAt(ids[at - 1]!) >= addedAt(id))
  }).toBe(true)
})

describe('the list filtered by tag', () => {
  it('shows the customers with the tag and their number, and all customers after it is cleared', async () => {
    const { page } = await openSidebar(stack)
    await waitForAll(page)
    const all = await rows(page).count()
    await openTags(page)
    await option(page, '银卡会员').locator('input').click()
    const expected = idsWith('银卡会员')
    await button(page, filterTexts.show(expected.length)).click()
    await expect.poll(() => idsIn(page)).toEqual(expected)
    await expect.poll(() => page.locator('.filter [role=status]').innerText()).toBe(zh.workbench.found(expected.length))
    await button(page, filterTexts.clear).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')
    await expect.poll(() => rows(page).count()).toBe(all)
  })

  it('can be used by keyboard alone', async () => {
    const { page } = await openSidebar(stack)
    await waitForAll(page)
    await page.locator('input[type=search]').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('dialog label').first().waitFor()
    await page.locator('dialog input[type=search]').focus()
    await page.keyboard.type('银卡')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab') // past the button that clears the search
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => idsIn(page)).toEqual(idsWith('银卡会员'))
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()))
      .toBe(filterTexts.narrow)
  })

  it('keeps its state while a customer is open, and shows a tag that was changed there', async () => {
    const { page } = await openSidebar(stack)
    await waitForAll(page)
    await openTags(page)
    await option(page, '金卡会员').locator('input').click()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.locator(`ul [data-customer="${withUnionId.externalUserId}"]`).click()
    await waitForName(page, withUnionId.name)
    await page.locator('[data-edit=tags]').click()
    await option(page, '金卡会员').locator('input').click()
    await page.locator('dialog').getByRole('button', { name: zh.edit.save }).click()
    await expect.poll(() => idsWith('金卡会员')).not.toContain(withUnionId.externalUserId)
    await button(page, zh.workbench.back).click()
    await expect.poll(() => idsIn(page)).toEqual(idsWith('金卡会员'))
  })
})

describe('customers opened last', () => {
  it('are offered first, newest first, also after a reload, and the browser stores nothing of them', async () => {
    const fresh = await startOwnStack()
    const { page, context } = await openSidebar(fresh)
    await waitForAll(page)
    const opened: string[] = []
    for (const position of [3, 1]) {
      const row = rows(page).nth(position)
      opened.unshift((await row.getAttribute('data-customer'))!)
      await row.click()
      await page.locator('article').waitFor()
      await button(page, zh.workbench.back).click()
      await rows(page).first().waitFor()
    }
    const recent = page.locator('section', { hasText: zh.workbench.recent }).locator('button.row bdi.name')
    const nameOf = (id: string) => {
      const { name, follows } = fresh.simulator.world.customers.find(id)!
      return follows.find(({ userId }) => userId === linXiaotong.userId)!.remark || name
    }
    await expect.poll(() => recent.allInnerTexts()).toEqual(opened.map(nameOf))

    const kept = JSON.stringify([
      await context.storageState({ indexedDB: true }),
      await page.evaluate(() => [
        { ...sessionStorage },
        { ...localStorage },
        name,
        location.href,
        history.state as unknown,
      ]),
      await page.evaluate(async () => await caches.keys()),
    ])
    for (const id of opened) {
      expect(kept).not.toContain(id)
      expect(kept).not.toContain(nameOf(id))
    }
    await page.reload()
    await rows(page).first().waitFor()
    await expect.poll(() => recent.allInnerTexts()).toEqual(opened.map(nameOf))
  })
})

describe('10,000 customers', () => {
  it('are all loaded, found while typing and by tag, and drawn a few rows at a time', async () => {
    const [first] = defaultScenario.customers
    const customers = Array.from({ length: 10_000 }, (_, index) => ({
      ...first!,
      externalUserId: `wmMany${String(index).padStart(26, '0')}`,
      name: `客户${index}`,
      unionId: undefined,
      follows: [
        {
          userId: 'linxiaotong',
          createTime: 1_700_000_000,
          addWay: 1,
          operUserId: 'linxiaotong',
          tags: index % 100 === 0 ? [{ tagId: defaultScenario.tagGroups[0]!.tags[0]!.id }] : [],
        },
      ],
    }))
    const many = await startOwnStack({}, { ...defaultScenario, customers })
    const { page, apiRequests } = await openSidebar(many, {})
    await page.getByText(zh.workbench.loaded(10_000), { exact: true }).waitFor({ timeout: 100_000 })
    expect(apiRequests.filter(path => path.startsWith('/api/customers'))).toHaveLength(100)
    expect(await rows(page).count()).toBeLessThan(60)
    await page.locator('input[type=search]').fill('客户9999')
    await page.getByText(zh.workbench.found(1), { exact: true }).first().waitFor()
    await page.locator('input[type=search]').fill('')
    await openTags(page)
    await page.locator('dialog label').first().locator('input').click()
    await button(page, filterTexts.show(100)).waitFor()
    await page.keyboard.press('Escape')
    expect(await rows(page).first().innerText()).toContain('客户0')
  }, 150_000)
})
