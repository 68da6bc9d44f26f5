import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GROUP_TEXTS } from '../../i18n/group-texts.ts'
import {
  manyFollowers,
  stranger,
  wecomCustomer,
  withoutUnionId,
  withUnionId,
} from '../../simulator/scenarios/default/customers.ts'
import { STORY_TEXTS } from '../../i18n/story-texts.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import { chenZhiyuan } from '../../simulator/scenarios/default/members.ts'
import type { NewClient } from '../../simulator/world/clients.ts'
import { useBrowser } from './support/browser.ts'
import { expectFailure } from './support/failure-screen.ts'
import { waitForLaterFiles } from './support/later-files.ts'
import { readFields, waitForName, zh } from './support/profile.ts'
import { eventually } from '../support/eventually.ts'
import { startOwnStack } from './support/own-stack.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const { newWebview, openSidebar } = useBrowser()

describe('a customer of WeChat', () => {
  it('is shown with all data that the member may see, and no other', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, '张伟')
    expect(await page.locator('article code').first().textContent()).toBe(withUnionId.unionId)
    expect(await page.locator('h1').innerText()).toBe('张伟（滨江全屋）')
    expect(await page.locator('article header').innerText()).toContain('@微信')
    expect(await page.getByRole('img', { name: '男' }).count()).toBe(1)
    const fields = await readFields(page)
    expect(fields).toMatchObject({
      备注名: '张伟（滨江全屋）',
      企业: '杭州云起科技',
      添加方式: '扫描二维码 · 客户主动添加',
      渠道: 'spring2026',
    })
    expect(fields['添加时间']).toContain('2025年11月8日 09:30')
    expect(await page.locator('.description').innerText())
      .toContain('滨江 128㎡ 精装房，偏爱原木色，预算 20 万，下周六上午到店看样。')
    await expect.poll(async () => (await readFields(page))['共同跟进']).toBe('陈志远')
    expect(fields['电话']).toContain('138 **** 8000')
    expect(await page.locator('li.tag').allInnerTexts()).toContainEqual(expect.stringContaining('喜欢周末联系'))
    const whole = await page.content()
    for (const secret of ['13800138000', '057188886666', '同事备注', '同事描述', '同事的个人标签', '13911112222']) {
      expect(whole).not.toContain(secret)
    }
  })

  it('shows the avatar through https or not at all', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, '张伟')
    const image = page.locator('article header img')
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0)
  })

  it('without a unionid says why', async () => {
    const { page } = await openSidebar(stack, { chatId: 'without-unionid' })
    await waitForName(page, withoutUnionId.name)
    await page.getByText('暂无 UnionID').waitFor()
    expect(await page.locator('article').innerText()).toContain(
      zh.customer.unionIdMissingReasons.not_returned_yet.cause,
    )
    expect(await page.getByRole('button', { name: zh.customer.copyUnionId }).count()).toBe(0)
    expect(await readFields(page)).toMatchObject({
      添加方式: expect.stringMatching(/^获客链接 · /), 渠道: 'hkaLink7',
    })
    expect(await page.locator('.names').count()).toBe(0)
  })

  it('followed by 1,201 members is found for the last of them', async () => {
    const { page } = await openSidebar(stack, { chatId: 'many-followers' })
    await waitForName(page, manyFollowers.name)
    expect(await readFields(page)).toMatchObject({
      备注名: '周敏（老客户）',
      添加方式: '内部成员共享 · 同事分配',
    })
    expect(await page.locator('.description').innerText()).toBe('第 1201 位跟进人是我。')
    await expect.poll(async () => (await readFields(page))['共同跟进']).toMatch(/服务专员.*等 1198 位同事/s)
    expect(await page.content()).not.toContain('周女士-service')
  })
})

describe('a customer of another company that uses WeCom', () => {
  it('is shown with company, position and only safe links', async () => {
    const { page } = await openSidebar(stack, { chatId: 'wecom-customer' })
    await waitForName(page, '孙浩然')
    await page.getByText(zh.customer.unionIdMissingReasons.wecom_contact.cause).waitFor()
    const header = await page.locator('article header').innerText()
    for (const text of ['@望江酒店', '浙江望江酒店管理有限公司', '采购总监']) expect(header).toContain(text)
    expect(await readFields(page)).toMatchObject({ 办公电话: '0571-86668888 转 602', 电话: '136 **** 8888' })
    const links = await page
      .locator('article a')
      .evaluateAll(elements => elements.map(element => element.getAttribute('href')))
    expect(links).toEqual(['https://www.wangjiang-hotels.example/', 'https://old.wangjiang-hotels.example/'])
    expect(await page.content()).not.toMatch(/javascript:|http:\/\/old/)
    expect(await page.content()).not.toContain(wecomCustomer.follows[0]!.remarkMobiles![0])
  })
})

describe('other conversations', () => {
  it('show a customer group as a card', async () => {
    const { page, apiRequests } = await openSidebar(stack, { chatId: 'group' })
    await waitForName(page, decorationGroup.name)
    expect(await page.locator('article header').innerText()).toContain(GROUP_TEXTS['zh-CN'].summary(4, 2))
    expect(await readFields(page)).toMatchObject({ 创建时间: '2026年3月12日' })
    expect(await page.locator('article h2').allInnerTexts()).toEqual([
      GROUP_TEXTS['zh-CN'].about, GROUP_TEXTS['zh-CN'].members, zh.customer.ids,
    ])
    const again = page.waitForResponse(response => response.url().includes('/api/groups/'))
    await page.getByRole('button', { name: zh.refresh, exact: true }).click()
    await again
    const members = page.locator('.members li')
    const mine = members.filter({ hasText: withUnionId.follows[0]!.remark })
    await mine.locator('img').waitFor()
    expect(apiRequests.filter(path => path.startsWith('/api/customers'))).toEqual(['/api/customers'])
    await page.getByRole('button', { name: GROUP_TEXTS['zh-CN'].onlyCustomers, exact: true }).press('Enter')
    await expect.poll(() => members.count()).toBe(1)
    await mine.waitFor()
    await page.getByRole('button', { name: GROUP_TEXTS['zh-CN'].kinds.stranger, exact: true }).press('Enter')
    await members.filter({ hasText: '3 幢邻居' }).waitFor()
    expect(await members.count()).toBe(1)
  })

  it('say that a person is not the member\'s customer, and show the person after that has changed', async () => {
    const own = await startOwnStack()
    const { page, problems } = await openSidebar(own, { chatId: 'stranger' })
    problems.expect(/status of 404 .*\/api\/customers\//)
    const retry = await expectFailure(page, { code: 'customer_not_found', hasRequestId: true })
    expect(await page.content()).not.toMatch(/吴磊|思琪/)
    const customer = own.simulator.world.scenario.customers.find(
      ({ externalUserId }) => externalUserId === stranger.externalUserId,
    )!
    customer.follows.push({
      userId: 'linxiaotong',
      remark: '刚刚添加',
      createTime: 1_780_000_000,
      addWay: 1,
      operUserId: 'linxiaotong',
    })
    // The server keeps its last answer for a minute. A restart replaces that minute.
    await waitForLaterFiles(page)
    await own.app().stop()
    await own.restart()
    await retry.click()
    await waitForName(page, stranger.name)
    expect((await readFields(page))['备注名']).toBe('刚刚添加')
  })

  it('among colleagues show the member\'s own customers', async () => {
    const { page } = await openSidebar(stack, { chatId: 'internal' })
    await waitForName(page, zh.workbench.title)
  })
})

describe('the workbench', () => {
  it('shows the member\'s name and loads all customers by itself', async () => {
    const { page } = await openSidebar(stack)
    await waitForName(page, zh.workbench.title)
    expect(await page.locator('header').innerText()).toContain('林晓彤')
    const rows = page.locator('[data-customer]')
    await rows.first().waitFor()
    const mine = stack.simulator.world.scenario.customers.filter(({ follows }) =>
      follows.some(({ userId }) => userId === 'linxiaotong'),
    )
    await page
      .getByRole('status')
      .getByText(zh.workbench.loaded(mine.length), { exact: true })
      .waitFor({ state: 'attached' })
    // Only the rows in view exist: scrolling down draws all of them.
    const ids = new Set<string | null>()
    await expect.poll(async () => {
      for (const id of await rows.evaluateAll(elements =>
        elements.map(element => element.getAttribute('data-customer')),
      )) { ids.add(id) }
      await rows.last().scrollIntoViewIfNeeded()
      return [...ids].sort()
    }).toEqual(mine.map(({ externalUserId }) => externalUserId).sort())
  })

  it('shows a chosen customer and goes back, by keyboard alone', async () => {
    const { page } = await openSidebar(stack)
    const row = page.locator(`[data-customer="${withUnionId.externalUserId}"]`)
    await row.waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-customer'))
    for (let presses = 0; presses < 60 && (await focused()) !== withUnionId.externalUserId; presses++) {
      await page.keyboard.press('Tab')
    }
    expect(await focused()).toBe(withUnionId.externalUserId)
    await page.keyboard.press('Enter')
    await waitForName(page, withUnionId.name)
    expect(await page.locator('article code').first().textContent()).toBe(withUnionId.unionId)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(zh.workbench.back)
    await page.keyboard.press('Enter')
    await row.waitFor()
    await expect.poll(focused).toBe(withUnionId.externalUserId)
  })

  it('says that a member has no customers', async () => {
    const { page } = await openSidebar(stack, { userId: 'zhaoguoqiang' })
    await page.getByText(zh.workbench.empty, { exact: true }).waitFor()
    expect(await page.locator('header').innerText()).toContain('赵国强')
  })
})

describe('every kind of client', () => {
  const clients: Partial<NewClient>[] = ['3.0.24', '4.1.36', '5.0.11'].flatMap(version => ([
    { version, platform: 'windows', dialect: 'desktop' }, { version, platform: 'mac', dialect: 'desktop' },
    { version, platform: 'ios', dialect: 'phone' }, { version, platform: 'android', dialect: 'phone' },
  ] as const))
  it.each(clients)('shows the customer, the group and the list in $version on $platform', async (client) => {
    const { page, client: { id } } = await openSidebar(stack, { ...client, chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    expect(await page.locator('article code').first().textContent()).toBe(withUnionId.unionId)
    const { world } = stack.simulator
    world.clients.find(id)!.chatId = 'group'
    await page.reload()
    await waitForName(page, decorationGroup.name)
    delete world.clients.find(id)!.chatId
    await page.reload()
    await page.locator('[data-customer]').first().waitFor()
  })
})

describe('the first page', () => {
  it('has a clean URL after the sign-in', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    await expect.poll(() => page.url()).toBe(`${stack.url}/`)
  })

  const profile = `/api/customers/${withUnionId.externalUserId}`

  it('asks once, for the profile with the colleagues and the timeline, and for no signatures', async () => {
    const { page, apiRequests } = await newWebview(stack, { chatId: 'with-unionid' })
    // A busy server may be too late with the colleagues and the timeline.
    await eventually(async () => {
      apiRequests.length = 0
      await page.goto(`${stack.url}/`)
      await waitForName(page, withUnionId.name)
      await page.getByRole('button', { name: STORY_TEXTS['zh-CN'].all, exact: true }).waitFor()
      await page.getByText(chenZhiyuan.name, { exact: true }).waitFor()
      await waitForLaterFiles(page)
      expect(apiRequests).toEqual([`${profile}?beside=1&drawn=1`])
    })
  })

  it('asks for what did not come along', async () => {
    const { page, apiRequests } = await newWebview(stack, { chatId: 'with-unionid' })
    await page.route(`${stack.url}${profile}?*`, route => route.continue({ url: stack.url + profile }))
    await page.goto(`${stack.url}/`)
    await waitForName(page, withUnionId.name)
    await expect.poll(() => apiRequests).toHaveLength(3)
    expect(apiRequests.slice(1).sort()).toEqual([`${profile}/colleagues`, `${profile}/timeline`])
  })

  it('uses the signatures in the HTML: each identity once', async () => {
    stack.simulator.world.log.clear()
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    expect(stack.simulator.world.log.counts()).toMatchObject({
      'bridge/agentConfig': 1,
      'bridge/getContext': 1,
      'bridge/getCurExternalContact': 1,
    })
    expect(stack.simulator.world.log.counts()['bridge/preVerifyJSAPI']).toBeUndefined()
  })

  it.each([
    { platform: 'windows', theme: 'light', language: 'zh' }, { platform: 'android', theme: 'dark', language: 'en' },
    { platform: 'ios', theme: 'dark', language: 'zh' }, { platform: 'mac', theme: 'light', language: 'en' },
  ] as const)('has its outline, language and theme before any script: $platform, $theme, $language', async (client) => {
    const html = await (await (await signIn(stack, client)).get('/')).text()
    const root = /<html[^>]*>/.exec(html)![0]
    expect(root).toContain(`lang="${client.language === 'zh' ? 'zh-CN' : 'en'}"`)
    expect(root).toContain(`data-theme="${client.theme}"`)
    const body = html.slice(html.indexOf('<body'), html.indexOf('<script', html.indexOf('<body')))
    expect(body).toContain('aria-busy="true"')
    expect(body).toContain('class="bar')
  })

  it('has the client\'s theme and language', async () => {
    const colours: string[] = []
    for (const theme of ['light', 'dark'] as const) {
      const { page } = await openSidebar(stack, {
        theme,
        language: 'en',
        platform: 'android',
        dialect: 'phone',
        chatId: 'with-unionid',
      })
      await waitForName(page, withUnionId.name)
      await page.getByText('Copy UnionID').or(page.getByRole('button', { name: /copy unionid/i })).first().waitFor()
      colours.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor))
    }
    expect(colours[0]).toBe('rgb(255, 255, 255)')
    expect(colours[1]).not.toBe(colours[0])
  })
})

describe('copying the unionid', () => {
  it('writes to the client\'s clipboard and is announced', async () => {
    const { page, client } = await openSidebar(stack, { chatId: 'with-unionid' })
    const copied = new Promise<string>((resolve) => {
      const stop = stack.simulator.world.notices.onSend((notice) => {
        if (notice.kind !== 'clipboard' || notice.clientId !== client.id) return
        stop()
        resolve(notice.text)
      })
    })
    // The word stays for two seconds only.
    await Promise.all([
      page.getByRole('status').filter({ hasText: zh.copied }).waitFor({ state: 'attached' }),
      page.getByRole('button', { name: zh.customer.copyUnionId }).click(),
    ])
    expect(await copied).toBe(withUnionId.unionId)
  })
})
