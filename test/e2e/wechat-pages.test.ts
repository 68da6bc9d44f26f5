import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import type { WechatApp } from '../../simulator/scenarios/scenario.ts'
import type { Person } from '../../shared/types/identity.ts'
import { openIdOf } from '../../simulator/world/other-ids.ts'
import { freePort } from '../support/free-port.ts'
import { useBrowser } from './support/browser.ts'
import { startExample } from './support/example.ts'
import { openIds } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem, DEPLOYMENT } from './support/system.ts'
import { IDENTITY_TEXTS } from '../../i18n/identity-texts.ts'

const appOf = (kind: WechatApp['kind']) => wechatApps.find(app => app.kind === kind)!
const [website, account, mobile, shop]
  = [appOf('website'), appOf('officialAccount'), appOf('mobileApp'), appOf('miniProgram')]
const key = {
  id: 'pages',
  secret: 'CANARY-secret-of-the-pages-7Qm2vX9rT4kZ',
  scopes: ['identities:link', 'identities:read', 'identities:export', 'identities:erase'],
}
const { externalUserId, unionId, name } = withUnionId
const words = IDENTITY_TEXTS['zh-CN']

let stack: Stack
let ends: (() => Promise<void>)[]
let pages: { website: string, officialAccount: string, miniProgram?: string }
let mobileUrl: string
beforeAll(async () => {
  const [websitePort, accountPort, mobilePort] = [await freePort(), await freePort(), await freePort()]
  pages = { website: `http://localhost:${websitePort}`, officialAccount: `http://localhost:${accountPort}` }
  mobileUrl = `http://127.0.0.1:${mobilePort}`
  const configured = wechatApps.map(({ appId, secret, kind, name }) =>
    ({ appId, secret, kind, name, ...kind === 'officialAccount' && { origins: [pages.officialAccount] } }))
  stack = await startStack({
    NUXT_WECHAT_APPS: JSON.stringify(configured), NUXT_API_KEYS: JSON.stringify([key]),
  }, undefined, { pages })
  pages.miniProgram = `${stack.url}/api/mini-program/session`
  const sidebar = {
    SIDEBAR_URL: stack.directUrl,
    SIDEBAR_PUBLIC_URL: stack.url,
    SIDEBAR_DEPLOYMENT: DEPLOYMENT,
    SIDEBAR_KEY_ID: key.id,
    SIDEBAR_KEY_SECRET: key.secret,
    WECHAT_OAUTH_URL: stack.simulator.url,
  }
  ends = await Promise.all([
    startExample('website', {
      ...sidebar, PORT: String(websitePort), SITE_URL: pages.website, WECHAT_APP_ID: website.appId,
    }),
    startExample('official-account', { ...sidebar, PORT: String(accountPort), WECHAT_APP_ID: account.appId }),
    startExample('mobile-app', { ...sidebar, PORT: String(mobilePort), WECHAT_APP_ID: mobile.appId }),
  ])
})
afterAll(async () => {
  await Promise.all(ends.map(end => end()))
  await stack.close()
})
const { newTab } = useBrowser()

const ask = (method: string, path: string) => askAsSystem(stack.directUrl, key, method, path)

/** Without the customer of the open chat, whose sidebar may have been read meanwhile. */
async function linkedByPages() {
  const { changes } = (await ask('GET', '/api/identities/changes')).body as { changes: { account: { kind: string } }[] }
  return changes.filter(({ account }) => account.kind !== 'externalUserId')
}
const openIdIn = (app: WechatApp) => openIdOf(app.appId, withUnionId)

/** The simulated desktop client at its first start. */
async function openShell() {
  const tab = await newTab({ viewport: { width: 1360, height: 820 } })
  await tab.page.goto(stack.simulator.url)
  return { ...tab, inside: tab.page.frameLocator('iframe') }
}

describe('one person, four doors', () => {
  it('is refused when the person refuses, and nothing is linked', async () => {
    const { page, inside } = await openShell()
    await page.getByTestId('place-website').click()
    await inside.getByRole('link', { name: '微信登录' }).click()
    await inside.getByRole('link', { name, exact: true }).click()
    await inside.getByRole('link', { name: '拒绝' }).click()
    await inside.getByText('你没有同意登录').waitFor()
    await page.getByTestId('place-officialAccount').click()
    await page.getByTestId('person').selectOption({ label: name })
    await inside.getByRole('button', { name: '微信登录' }).click()
    await inside.getByRole('link', { name: '拒绝' }).click()
    await inside.getByText('没有登录：wechat_consent_refused').waitFor()
    expect(await linkedByPages()).toEqual([])
  })

  it('is no person on a page in the snapshot mode', async () => {
    const { page, inside } = await openShell()
    await page.getByTestId('place-officialAccount').click()
    await page.getByTestId('snapshot').check()
    await inside.getByRole('button', { name: '微信登录' }).click()
    await inside.getByText('使用完整服务').waitFor()
    expect(await linkedByPages()).toEqual([])
  })

  it('signs in on the website and the page of the official account; then the chat shows all accounts', async () => {
    const { page, inside } = await openShell()
    // The shell shows the text for three seconds only.
    await Promise.all([
      page.getByText('已登录小程序').waitFor(),
      page.getByTestId('actions').selectOption('miniProgram'),
    ])
    const { code } = await (await fetch(`${stack.simulator.url}/simulator/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'mobileApp', appId: mobile.appId, externalUserId }),
    })).json() as { code: string }
    const inApp = () => fetch(mobileUrl, { method: 'POST', body: JSON.stringify({ code }) })
    expect(await (await inApp()).json()).toEqual({ signedIn: true, linked: true, isNew: true })
    expect(await (await inApp()).json()).toEqual({ signedIn: false, error: 'wechat_code_used' })

    await page.getByTestId('place-website').click()
    await inside.getByRole('link', { name: '微信登录' }).click()
    await inside.getByRole('link', { name, exact: true }).click()
    await inside.getByRole('link', { name: '允许' }).click()
    await inside.getByText(openIdIn(website)).waitFor()
    await inside.getByText('已与客户关联').waitFor()

    await page.getByTestId('place-officialAccount').click()
    await page.getByTestId('person').selectOption({ label: name })
    await inside.getByRole('button', { name: '微信登录' }).click()
    await inside.getByRole('link', { name: '允许' }).click()
    await inside.getByText(`已登录：${openIdIn(account)}，已与客户关联`).waitFor()

    await page.getByTestId('place-chats').click()
    await page.getByTestId('chat-with-unionid').click()
    await openIds(inside)
    const accounts = inside.locator('.account')
    await expect.poll(() => accounts.count()).toBe(5)
    const person = (await ask('GET', `/api/identities/${unionId}`)).body as unknown as Person
    for (const [app, source] of [
      [website, 'sns/oauth2'], [mobile, 'sns/oauth2'], [account, 'sns/oauth2'], [shop, 'jscode2session'],
    ] as const) {
      const shown = accounts.filter({ hasText: app.name })
      const text = await shown.innerText()
      expect(text).toContain(words.kinds[app.kind])
      expect(text).toContain(words.sources[source])
      expect(await shown.locator('code').getAttribute('title')).toBe(openIdIn(app))
      const { sources: [first] } = person.accounts.find(({ id }) => id === openIdIn(app))!
      expect(await shown.locator('time').first().getAttribute('datetime')).toBe(first!.firstSeenAt)
      const mark = shown.locator(`.${app.kind}`)
      expect(await mark.evaluate(one => getComputedStyle(one, '::before').maskImage)).toContain('svg')
    }
  })

  it('is exported and erased as a whole', async () => {
    const { body } = await ask('GET', `/api/identities/${unionId}/export`)
    const exported = (body.links as { accountId: string }[]).map(({ accountId }) => accountId)
    const ids = [website, account, mobile, shop].map(openIdIn)
    expect(exported).toEqual(expect.arrayContaining([...ids, externalUserId]))
    expect((await ask('DELETE', `/api/identities/${unionId}`)).body).toEqual({ erasedAccounts: 5 })
    expect(storedTexts(stack.dataDir).filter(text => ids.some(id => text.includes(id)))).toEqual([])
  })

  it.each(['state=guessed&', ''])('is not signed in by a link of another person (%j)', async (state) => {
    const { page } = await newTab()
    const requests: string[] = []
    page.on('request', request => requests.push(new URL(request.url()).pathname))
    await page.goto(`${pages.officialAccount}/?${state}wechat_ticket=${'a'.repeat(86)}`)
    await page.getByText('登录没有完成，请重试').waitFor()
    expect(requests).not.toContain('/redeem')
  })
})
