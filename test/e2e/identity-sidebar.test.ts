import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyFollowers, withoutUnionId, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { openIdOf } from '../../simulator/world/other-ids.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { callbackEnv, changeRemark, receiveCallbacks } from './support/callback.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { signInToMiniProgram } from './support/mini-program.ts'
import { openIds, waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import { IDENTITY_TEXTS } from '../../i18n/identity-texts.ts'

const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const account = wechatApps.find(app => app.kind === 'officialAccount')!
const key = {
  id: 'crm',
  secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ',
  scopes: ['identities:link', 'identities:decide', 'identities:erase'],
}
const { unionId, externalUserId } = withUnionId
const words = IDENTITY_TEXTS['zh-CN']
const otherUnionId = 'oSomebodyElse0000000000000'

let stack: Stack
beforeAll(async () => {
  const configured = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
  stack = await startStack({
    ...callbackEnv,
    NUXT_WECHAT_APPS: JSON.stringify(configured),
    NUXT_API_KEYS: JSON.stringify([key]),
    NUXT_ADMIN_USER_IDS: 'chenzhiyuan',
  })
  await receiveCallbacks(stack.simulator, stack.directUrl)
  // A colleague who is an admin and follows the same customer.
  stack.simulator.world.scenario.chats.find(({ id }) => id === 'with-unionid')!.memberIds.push('chenzhiyuan')
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const system = (method: string, path: string, content?: unknown) =>
  askAsSystem(stack.directUrl, key, method, path, content)

async function openCustomer(userId = 'linxiaotong', chatId = 'with-unionid') {
  const tab = await openSidebar(stack, { chatId, userId })
  await openIds(tab.page)
  const section = tab.page.locator('section.accounts', { has: tab.page.getByRole('heading', { name: words.title }) })
  await section.locator('.account, .conflict, .nobody').first().waitFor()
  return { ...tab, section, names: () => section.locator('.account .name').allInnerTexts() }
}

describe('one person in the sidebar, step by step', () => {
  it('is known only in WeCom at first', async () => {
    const { section, names } = await openCustomer()
    expect(await names()).toEqual([words.wecom])
    await section.getByText(words.onlyWecom).waitFor()
    expect(await section.innerText()).not.toContain('NUXT_WECHAT_APPS')
    const { section: ofAdmin } = await openCustomer('chenzhiyuan')
    await ofAdmin.getByText('NUXT_WECHAT_APPS').waitFor()
  })

  it('has the mini program after a sign-in there, when the member opens the customer again', async () => {
    const { page, section, names } = await openCustomer()
    const { openId } = await signInToMiniProgram(stack, shop.appId, externalUserId)
    await page.evaluate(() => void dispatchEvent(new Event('focus')))
    await section.getByText(shop.name, { exact: true }).waitFor()
    expect(await names()).toEqual([words.wecom, shop.name])
    const joined = section.locator('.account', { hasText: shop.name })
    expect(await joined.locator('code').getAttribute('title')).toBe(openId)
    expect(await joined.locator('code').textContent()).toBe(openId)
    expect(await joined.innerText()).toContain(words.kinds.miniProgram)
    expect(await joined.innerText()).toContain(words.sources.jscode2session)
    await joined.getByRole('button', { name: words.copy(openId) }).click()
    await joined.getByText(zh.copied).waitFor()
    expect(await section.locator('.account', { hasText: words.first }).locator('.name').innerText()).toBe(words.wecom)
  })

  it('has a mini program first that knew the person before WeCom', async () => {
    await signInToMiniProgram(stack, shop.appId, manyFollowers.externalUserId)
    const { names, section } = await openCustomer('linxiaotong', 'many-followers')
    expect(await names()).toEqual([shop.name, words.wecom])
    expect(await section.locator('.account').first().innerText()).toContain(words.first)
  })

  it('without a unionid is known only in WeCom, and the page says why', async () => {
    await signInToMiniProgram(stack, shop.appId, withoutUnionId.externalUserId)
    const { section } = await openCustomer('linxiaotong', 'without-unionid')
    await section.getByText(words.noUnionId).waitFor()
  })

  it('has the official account that the person follows', async () => {
    const openId = openIdOf(account.appId, withUnionId)
    expect(
      (await system('POST', '/api/official-account/users', { appId: account.appId, openIds: [openId] })).status,
    ).toBe(200)
    const { names, section } = await openCustomer()
    expect(await names()).toEqual([words.wecom, shop.name, account.name])
    expect(await section.locator('.account', { hasText: openId }).innerText()).toContain(words.sources['user/info'])
  })

  it('in conflict is shown to a member with both claims, their sources, and who can resolve it', async () => {
    const openId = openIdOf(account.appId, withUnionId)
    expect(
      (await system('POST', '/api/identities', { links: [{ appId: account.appId, openId, unionId: otherUnionId }] }))
        .status,
    ).toBe(200)
    const { page, section, names } = await openCustomer()
    const conflict = section.locator('.conflict')
    expect(await names()).toEqual([words.wecom, shop.name])
    expect(await conflict.locator('.claim code').allTextContents()).toEqual(
      expect.arrayContaining([unionId, otherUnionId]),
    )
    const text = await conflict.innerText()
    for (const said of [
      account.name, words.sources['user/info'], words.system(key.id), words.conflict.meaning, words.conflict.member,
    ]) { expect(text).toContain(said) }
    expect(await conflict.locator('.claim', { hasText: unionId }).innerText()).toContain(words.conflict.current)
    expect(await conflict.getByRole('button', { name: words.conflict.decide }).count()).toBe(0)
    await page.setViewportSize({ width: 280, height: 760 })
    expect(await horizontalOverflow(page)).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
  })

  it('in conflict is resolved by an admin with the keyboard alone', async () => {
    const { page, section, names } = await openCustomer('chenzhiyuan')
    const decide = section.getByRole('button', { name: words.conflict.decide })
    await decide.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await dialog.getByRole('button', { name: words.conflict.confirm }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await decide.evaluate(button => button === document.activeElement)).toBe(true)

    await page.keyboard.press('Enter')
    await dialog.getByRole('radio', { name: unionId }).focus()
    await page.keyboard.press('Space')
    // The button to cancel comes first.
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const news = section.getByRole('status').getByText(words.conflict.resolved)
    await news.waitFor()
    await expect.poll(() => news.evaluate(line => line === document.activeElement)).toBe(true)
    expect(await section.locator('.conflict').count()).toBe(0)
    expect(await names()).toEqual([words.wecom, shop.name, account.name])
    await expectPrinted(stack.app(), /"action":"resolve_identity","actor":"chenzhiyuan"/)
  })

  it('has the name of the admin who chose; an admin can choose again', async () => {
    const openId = openIdOf(account.appId, withUnionId)
    const { section: ofMember } = await openCustomer()
    const decided = ofMember.locator('.account', { hasText: openId }).locator('.decided')
    expect(await decided.innerText()).toContain(`${words.decided.title} · chenzhiyuan`)
    expect(await decided.getByRole('button').count()).toBe(0)

    const { page, section, names } = await openCustomer('chenzhiyuan')
    await section.getByRole('button', { name: words.decided.again }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: otherUnionId }).check()
    expect(await accessibilityViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: words.conflict.confirm }).click()
    await section.getByRole('status').getByText(words.conflict.resolved).waitFor()
    expect(await names()).toEqual([words.wecom, shop.name])
    const given = { account: { kind: 'openId', scope: account.appId, id: openId }, unionId }
    expect((await system('POST', '/api/identities/decisions', given)).status).toBe(204)
    expect(await (await openCustomer()).names()).toEqual([words.wecom, shop.name, account.name])
  })

  it('is unknown after WeCom names another unionid, until an admin chooses', async () => {
    const edited = stack.simulator.world.customers.edit(externalUserId)!
    const named = edited.unionId
    edited.unionId = 'oNewSubject0000000000000000'
    await changeRemark(stack.simulator, externalUserId, '换了主体')
    const { page, section, names } = await openCustomer('chenzhiyuan')
    const conflict = section.locator('.conflict')
    await conflict.waitFor()
    expect(await names()).toEqual([])
    expect(await conflict.locator('.claim code').allTextContents()).toEqual(
      expect.arrayContaining([unionId, edited.unionId]),
    )
    await conflict.getByRole('button', { name: words.conflict.decide }).click()
    await page.getByRole('dialog').getByRole('radio', { name: unionId }).check()
    await page.getByRole('dialog').getByRole('button', { name: words.conflict.confirm }).click()
    await section.getByRole('status').getByText(words.conflict.resolved).waitFor()
    expect(await names()).toEqual([words.wecom, shop.name, account.name])
    edited.unionId = named
  })

  it('is gone from every store and from the page after the erasure', async () => {
    const { page, section, names } = await openCustomer()
    expect((await system('DELETE', `/api/identities/${unionId}`)).status).toBe(200)
    expect(
      storedTexts(stack.dataDir).filter(text =>
        [unionId!, externalUserId, openIdOf(shop.appId, withUnionId), openIdOf(account.appId, withUnionId)].some(id =>
          text.includes(id),
        ),
      ),
    ).toEqual([])
    // Opening the customer again reads from WeCom, so only WeCom's data comes back.
    await page.evaluate(() => void dispatchEvent(new Event('focus')))
    await section.getByText(words.onlyWecom).waitFor()
    expect(await names()).not.toContain(shop.name)
    expect(await names()).not.toContain(account.name)
  })
})

describe('when the answer does not come', () => {
  it('only the section says so, and it recovers by itself', async () => {
    const { page, problems } = await openSidebar(stack, { chatId: 'many-followers' })
    problems.expect(/status of 503/)
    await waitForName(page, manyFollowers.name)
    await openIds(page)
    const json = { code: 'store_unavailable', message: '', requestId: 'r1' }
    let failing = true
    await page.context().route('**/identities', route =>
      failing ? route.fulfill({ status: 503, json }) : route.continue())
    await page.reload()
    await page.getByRole('heading', { name: zh.failures.store_unavailable.title }).waitFor()
    failing = false
    await page.getByRole('heading', { level: 1, name: manyFollowers.name }).waitFor()
    await page.locator('.account').first().waitFor()
    expect(await page.getByText(zh.failures.store_unavailable.title).count()).toBe(0)
  })

  it('no data of the previous customer is kept for the next one', async () => {
    const { page, client } = await openCustomer()
    await page.context().route('**/identities', () => {})
    client.chatId = 'many-followers'
    await page.evaluate(() => void dispatchEvent(new Event('focus')))
    await waitForName(page, manyFollowers.name)
    expect(await page.locator('.account').count()).toBe(0)
    expect(await page.content()).not.toContain(externalUserId)
  })
})
