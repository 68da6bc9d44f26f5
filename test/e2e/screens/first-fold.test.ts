import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chenZhiyuan } from '../../../simulator/scenarios/default/members.ts'
import { withUnionId } from '../../../simulator/scenarios/default/customers.ts'
import { useBrowser } from '../support/browser.ts'
import { zh } from '../support/profile.ts'
import { startStack } from '../support/stack.ts'
import type { Stack } from '../support/stack.ts'

/** The sidebar of the desktop client, in CSS pixels. */
const FOLD = { width: 360, height: 700 }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: chenZhiyuan.userId })
})
afterAll(() => stack.close())
const { newWebview } = useBrowser()

async function openAt(client: object): Promise<Page> {
  const { page } = await newWebview(stack, client)
  await page.setViewportSize(FOLD)
  await page.goto(`${stack.url}/`)
  await page.locator('.ids').waitFor()
  return page
}

/** Where an element ends, in pixels from the top of the page that is not scrolled. */
async function endOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox()
  if (!box || box.width === 0) throw new Error(`${selector} has no box`)
  return box.y + box.height
}

describe('the first fold at 360 × 700', () => {
  it('has name, kind, actions, tags, description and colleagues', async () => {
    const page = await openAt({ chatId: 'with-unionid' })
    await page.getByRole('button', { name: chenZhiyuan.name, exact: true }).waitFor()
    const title = await page.locator('h1').innerText()
    expect(title).toBe(withUnionId.follows[0]!.remark)
    expect(await page.locator('.suffix').first().innerText()).toBe(`@${zh.customer.type.wechat}`)
    expect(await page.locator('.tile').allInnerTexts()).toEqual([
      zh.replies.open, zh.customer.note, zh.customer.reminder, zh.customer.call, zh.client.profile,
    ])
    for (const part of ['h1', '.suffix', '.tile', '[data-edit=tags]', '.description', '.names']) {
      expect(await endOf(page, part), part).toBeLessThanOrEqual(FOLD.height)
    }
  })

  it.each(['with-unionid', 'without-unionid', 'wecom-customer', 'many-followers'])(
    'and the next one the unionid, or why there is none, at the end: %s',
    async (chatId) => {
      const page = await openAt({ chatId })
      expect(await endOf(page, '.ids :is(.union-id, .missing)')).toBeLessThanOrEqual(2 * FOLD.height)
      expect(await page.locator('article section').last().getAttribute('class')).toContain('ids')
    },
  )
})

describe('the ids', () => {
  const heading = (page: Page) => page.getByRole('button', { name: zh.customer.ids, exact: true })

  it('are copied while folded, and stay open for this member on every device', async () => {
    const page = await openAt({ chatId: 'with-unionid' })
    expect(await heading(page).getAttribute('aria-expanded')).toBe('false')
    await page.getByRole('button', { name: zh.customer.copyUnionId, exact: true }).click()
    await page.locator('.ids .copied').waitFor()
    const kept = page.waitForResponse(response => response.url().endsWith('/api/sections'))
    await heading(page).click()
    expect((await kept).status()).toBe(204)
    const elsewhere = await openAt({ chatId: 'without-unionid' })
    expect(await heading(elsewhere).getAttribute('aria-expanded')).toBe('true')
    const admin = await openAt({ chatId: 'with-unionid', userId: chenZhiyuan.userId })
    expect(await heading(admin).getAttribute('aria-expanded')).toBe('true')
    await heading(elsewhere).click()
  })
})
