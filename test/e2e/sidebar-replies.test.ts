import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TimelinePage } from '../../shared/types/timeline.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import { eventually } from '../support/eventually.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { waitForLaterFiles } from './support/later-files.ts'
import { startOwnStack } from './support/own-stack.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let member: Webview
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi' })
  const webview = await signIn(stack, { userId: 'wangsiqi' })
  const headers = { 'origin': stack.url, 'content-type': 'application/json' }
  for (const text of ['展厅地址：滨江区江南大道 100 号，地铁 5 号线江晖路站 B 口步行 300 米', '量房免费，请发我小区名和户型图']) {
    await webview.get('/api/quick-replies', { method: 'POST', headers, body: JSON.stringify({ scope: 'corp', text }) })
  }
  member = await signIn(stack)
})
afterEach(async () => {
  stack.simulator.world.faults.replace([])
  // The reply that a test has begun to write would be offered to the next one.
  await member.get('/api/quick-replies/draft', {
    method: 'PUT',
    headers: { 'origin': stack.url, 'content-type': 'application/json' },
    body: JSON.stringify({ text: '', ageMs: 0 }),
  })
})
afterAll(() => stack.close())
const { newTab, newWebview, openSidebar } = useBrowser()

const { replies: words } = zh
const messagesOf = (chatId: string, own = stack) =>
  own.simulator.world.scenario.chats.find(({ id }) => id === chatId)!.messages.map(({ text }) => text)
const openButton = (page: Pick<Page, 'getByRole'>) => page.getByRole('button', { name: words.open, exact: true })
const search = (page: Pick<Page, 'getByRole'>) => page.getByRole('searchbox', { name: words.search })
const reply = (page: Pick<Page, 'getByRole'>, text: string) =>
  page.getByRole('button', { name: new RegExp(`^${words.send}\\s*${text}`) })

async function openReplies(page: Page) {
  // The button below a customer that still loads goes away: the dialog could not give the focus back to it.
  await page.locator('article').waitFor()
  await openButton(page).click()
  await page.locator('dialog [data-reply], dialog .empty').first().waitFor()
}

async function openChat(chatId: string, client = {}) {
  const tab = await openSidebar(stack, { chatId, ...client })
  await openButton(tab.page).waitFor()
  return tab
}

it('are also there while the customer is loading for a long time', async () => {
  const { page } = await newWebview(stack, { chatId: 'ordinary-05' })
  await page.route(/\/api\/customers\//, () => {})
  await page.goto(stack.url)
  await openButton(page).waitFor()
  expect(await page.locator('[aria-busy]').count()).toBeGreaterThan(0)
})

it('stay open when a selection of text ends outside them, and close on a click there', async () => {
  const { page } = await openChat('with-unionid')
  await openReplies(page)
  const box = (await page.locator('dialog .content').boundingBox())!
  const [x, outside] = [box.x + box.width / 2, box.y / 2]
  expect(outside).toBeGreaterThan(0)
  await page.mouse.move(x, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(x, outside)
  await page.mouse.up()
  expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true)
  await page.mouse.click(x, outside)
  await page.locator('dialog').waitFor({ state: 'detached' })
})

describe('writing replies', () => {
  it('starts from an empty library with instructions, and ends with the reply in the chat', async () => {
    const own = await startOwnStack()
    const { page } = await openSidebar(own, { chatId: 'with-unionid' })
    await openReplies(page)
    expect(await page.locator('dialog').innerText()).toContain(words.emptyCause)
    await page.getByRole('button', { name: words.add }).click()
    await page.keyboard.type('您好，')
    await page.keyboard.press('Enter')
    await page.keyboard.type('请问您的房子多大？')
    await page.keyboard.press('Control+Enter')
    await reply(page, '您好，\\s请问您的房子多大？').click()
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('with-unionid', own).at(-1)).toBe('您好，\n请问您的房子多大？')
    const webview = await signIn(own)
    await eventually(async () => {
      const answer = await webview.get(`/api/customers/${withUnionId.externalUserId}/timeline?kind=reply`)
      expect((await answer.json() as TimelinePage).entries).toMatchObject([{ action: 'sent', who: 'linxiaotong' }])
    })
    expect(await page.locator('dialog').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(words.open)
  })

  it('changes and deletes in place, and restores a deleted reply', async () => {
    const { page } = await openChat('ordinary-01')
    await openReplies(page)
    await page.getByRole('button', { name: words.add, exact: true }).click()
    await page.keyboard.type('周末也营业')
    await page.getByRole('button', { name: zh.edit.save, exact: true }).click()
    await page.getByRole('button', { name: words.edit('周末也营业') }).click()
    await page.keyboard.press('End')
    await page.keyboard.type('到八点')
    await page.keyboard.press('Control+Enter')
    await reply(page, '周末也营业到八点').waitFor()

    await page.getByRole('button', { name: words.edit('周末也营业到八点') }).click()
    await page.getByRole('button', { name: words.delete, exact: true }).click()
    await page.getByRole('status').filter({ hasText: words.deleted }).waitFor()
    expect(await reply(page, '周末也营业到八点').count()).toBe(0)
    await page.getByRole('button', { name: zh.edit.undo }).click()
    await reply(page, '周末也营业到八点').waitFor()
    // Only admins have the pencil at the company's replies.
    expect(await page.getByRole('button', { name: words.edit('展厅地址') }).count()).toBe(0)
  })

  it('keeps the text when saving fails, also after the dialog was closed', async () => {
    const { page, context, problems } = await openChat('ordinary-01')
    problems.expect(/ERR_INTERNET_DISCONNECTED/)
    await openReplies(page)
    await page.getByRole('button', { name: words.add, exact: true }).click()
    await page.keyboard.type('断网时写的')
    await waitForLaterFiles(page)
    await context.setOffline(true)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: zh.failures.offline.title }).waitFor()
    await page.getByRole('button', { name: zh.edit.close, exact: true }).click()
    // Back on the network, the page asks which chat is open. After a second without an answer it hides this one.
    const answered = page.waitForResponse('**/__wecom/invoke')
    await context.setOffline(false)
    await (await answered).finished()
    await openReplies(page)
    expect(await page.getByRole('textbox', { name: words.text }).inputValue()).toBe('断网时写的')
    await page.getByRole('button', { name: zh.edit.save, exact: true }).click()
    await reply(page, '断网时写的').waitFor()
  })

  it('takes a title, a folder and names, which are filled in before it is sent', async () => {
    const { page } = await openChat('with-unionid')
    await openReplies(page)
    await page.getByRole('button', { name: words.add, exact: true }).click()
    await page.keyboard.type('您好，')
    await page.getByRole('button', { name: words.variables.customer, exact: true }).click()
    await page.keyboard.type('！')
    await page.locator('dialog .preview').getByText(`您好，${withUnionId.name}！`).waitFor()
    await page.getByRole('textbox', { name: words.title }).fill('开场白')
    await page.getByRole('combobox', { name: words.folder }).fill('邀约')
    await page.getByRole('button', { name: zh.edit.save, exact: true }).click()
    await page.getByRole('button', { name: '邀约', exact: true }).click()
    await expect.poll(() => page.locator('dialog [data-reply]').count()).toBe(1)
    // Just saved: the warning still stands on the row that Enter sends.
    await search(page).fill('/开场')
    await page.locator('dialog .next .enter').waitFor()
    await page.getByText(words.enterSends).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('with-unionid').at(-1)).toBe(`您好，${withUnionId.name}！`)
    const { page: group } = await openChat('group')
    await openReplies(group)
    expect(await reply(group, '开场白').isDisabled()).toBe(true)
  })

  it('is for all members when an admin chooses so', async () => {
    const { page } = await openChat('ordinary-01', { userId: 'wangsiqi', chatId: 'stranger' })
    await openReplies(page)
    await page.getByRole('button', { name: words.add, exact: true }).click()
    await page.keyboard.type('质保五年')
    await page.getByRole('radio', { name: words.scopes.corp }).check()
    await page.getByRole('button', { name: zh.edit.save, exact: true }).click()
    await reply(page, '质保五年').waitFor()
    const { page: colleague } = await openChat('ordinary-01')
    await openReplies(colleague)
    await reply(colleague, '质保五年').waitFor()
  })
})

describe('sending', () => {
  it('works by typing and Enter, and sends only the reply that was found', async () => {
    const { page } = await openChat('ordinary-02')
    await openReplies(page)
    const before = messagesOf('ordinary-02').length
    await page.keyboard.press('Enter')
    await search(page).fill('户型')
    await page.getByText(words.enterSends).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('ordinary-02').slice(before)).toEqual(['量房免费，请发我小区名和户型图'])
    await openReplies(page)
    // The reply used last comes first.
    await expect
      .poll(() =>
        page.locator('dialog section').filter({ hasText: words.corp }).locator('[data-reply]').first().innerText(),
      )
      .toContain('量房免费')
  })

  it('works by arrow keys and Enter; Escape closes', async () => {
    const { page } = await openChat('ordinary-03')
    await openReplies(page)
    const texts = await page.locator('dialog [data-reply] .text').allInnerTexts()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown']) {
      await page.keyboard.press(key)
    }
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('ordinary-03').at(-1)).toBe(texts[1])
    await openReplies(page)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
  })

  it('works in a group and in customer service', async () => {
    const { page, client } = await openChat('group')
    await openReplies(page)
    await reply(page, '量房免费，请发我小区名和户型图').click()
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('group').at(-1)).toBe('量房免费，请发我小区名和户型图')
    Object.assign(client, { chatId: 'ordinary-04', entry: 'single_kf_tools' })
    await page.reload()
    await openReplies(page)
    await reply(page, '量房免费，请发我小区名和户型图').click()
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('ordinary-04').at(-1)).toBe('量房免费，请发我小区名和户型图')
  })

  it('happens once for any number of clicks', async () => {
    const { page } = await openChat('ordinary-05')
    stack.simulator.world.faults.replace([{ api: 'getContext', delayMs: 400 }])
    await openReplies(page)
    const before = messagesOf('ordinary-05').length
    await reply(page, '量房免费，请发我小区名和户型图').evaluate((button: HTMLElement) => {
      for (let i = 0; i < 5; i++) button.click()
    })
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('ordinary-05').slice(before)).toHaveLength(1)
  })

  it('does not happen after another chat was opened: the page goes there', async () => {
    const { page, client } = await openChat('with-unionid')
    await openReplies(page)
    const before = [messagesOf('with-unionid').length, messagesOf('group').length]
    client.chatId = 'group'
    await reply(page, '量房免费，请发我小区名和户型图').click()
    await page.getByRole('alert').filter({ hasText: words.problems.chat_changed }).waitFor()
    await waitForName(page, decorationGroup.name)
    expect(await page.locator('dialog').count()).toBe(0)
    expect([messagesOf('with-unionid').length, messagesOf('group').length]).toEqual(before)
    // The next reply goes to the customer on screen now, and the earlier message is gone.
    await openReplies(page)
    await reply(page, '量房免费，请发我小区名和户型图').click()
    await page.getByRole('status').filter({ hasText: words.sent }).waitFor()
    expect(messagesOf('group')).toHaveLength(before[1]! + 1)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('does not happen while the same person\'s profile is open instead of the chat', async () => {
    const { page, client } = await openChat('with-unionid')
    await openReplies(page)
    const before = messagesOf('with-unionid').length
    client.entry = 'contact_profile'
    await reply(page, '量房免费，请发我小区名和户型图').click()
    await page.getByText(words.problems.chat_changed).waitFor()
    expect(messagesOf('with-unionid')).toHaveLength(before)
  })

  it.each([
    { platform: 'windows', dialect: 'desktop' }, { platform: 'android', dialect: 'phone' },
  ] as const)('says what to do for each refusal on $platform, and never claims success', async (client) => {
    const { page } = await openChat('ordinary-06', client)
    await openReplies(page)
    for (const [problem, fault] of [
      ['cancelled', { errMsg: 'sendChatMessage:cancel' }],
      ['no_permission', { errMsg: 'sendChatMessage:fail no permission' }],
      ['no_context', { errMsg: 'sendChatMessage:fail without context of external contact' }],
      ['not_supported', { errMsg: 'sendChatMessage:function not exist' }],
      ['refused', { errMsg: 'sendChatMessage:fail of an unknown kind' }],
      ['unconfirmed', { never: true }],
    ] as const) {
      stack.simulator.world.faults.replace([{ api: 'sendChatMessage', ...fault }])
      await reply(page, '量房免费，请发我小区名和户型图').click()
      await page
        .getByRole(problem === 'cancelled' ? 'status' : 'alert')
        .filter({ hasText: words.problems[problem] })
        .waitFor()
    }
    await page.getByRole('button', { name: words.copyText }).click()
    await page.getByRole('button', { name: zh.copied }).waitFor()
    stack.simulator.world.faults.replace([
      { api: 'getContext', errMsg: 'getContext:fail of an unknown kind' },
    ])
    await reply(page, '量房免费，请发我小区名和户型图').click()
    await page.getByRole('alert').filter({ hasText: words.problems.chat_unknown }).waitFor()
    expect(await page.getByRole('status').filter({ hasText: words.sent }).count()).toBe(0)
    expect(messagesOf('ordinary-06')).not.toContain('量房免费，请发我小区名和户型图')
  })

  it('is not offered without a chat', async () => {
    for (const client of [{ entry: 'contact_profile' as const }, { version: '3.0.23' }, { chatId: undefined }]) {
      const { page } = await openSidebar(stack, { chatId: 'with-unionid', ...client })
      await (client.chatId === undefined && 'chatId' in client
        ? page.locator('[data-customer]').first().waitFor()
        : waitForName(page, withUnionId.name))
      expect(await openButton(page).count()).toBe(0)
    }
    const { page } = await openChat('group')
    await page.locator('[data-customer]').first().click()
    await page.getByRole('button', { name: zh.group.back }).waitFor()
    expect(await openButton(page).count()).toBe(0)
  })

  it('shows the message in the chat of the simulated client', async () => {
    const { page } = await newTab({ viewport: { width: 1360, height: 820 } })
    await page.goto(stack.simulator.url)
    const sidebar = page.frameLocator('iframe')
    await page.getByTestId('chat-ordinary-08').click()
    // Until then, the button is that of the chat that was open before.
    const { externalUserId } = stack.simulator.world.scenario.chats.find(({ id }) => id === 'ordinary-08')!
    await waitForName(sidebar, stack.simulator.world.customers.find(externalUserId!)!.name)
    await openButton(sidebar).click()
    await reply(sidebar, '量房免费，请发我小区名和户型图').click()
    await page.getByTestId('messages').getByText('量房免费，请发我小区名和户型图').waitFor()
    const world = (await (await fetch(`${stack.simulator.url}/simulator/world`)).json()) as {
      chats: { id: string, messages: { text: string, from: string }[] }[]
    }
    expect(world.chats.find(({ id }) => id === 'ordinary-08')!.messages.at(-1)).toMatchObject({
      from: 'linxiaotong',
      text: '量房免费，请发我小区名和户型图',
    })
  })
})

describe.each(['light', 'dark'] as const)('the library in the %s theme', (theme) => {
  it('is accessible and fits 280 px', async () => {
    const { page } = await openSidebar(stack, { theme, chatId: 'ordinary-01' }, { colorScheme: theme })
    await openReplies(page)
    await search(page).fill('地址')
    expect(await accessibilityViolations(page)).toEqual([])
    await search(page).fill('')
    await page.getByRole('button', { name: words.add, exact: true }).click()
    expect(await accessibilityViolations(page)).toEqual([])
    for (const width of [280, 360, 414]) {
      await page.setViewportSize({ width, height: 760 })
      expect(await horizontalOverflow(page), `${width} px`).toBe(0)
      expect(
        await page.locator('dialog .body').evaluate(body => body.scrollWidth - body.clientWidth),
        `${width} px`,
      ).toBe(0)
    }
  })
})
