import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyFollowers, stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { AuditPage } from '../../shared/types/audit.ts'
import type { PanelLine } from '../../shared/types/panel.ts'
import { freePort } from '../support/free-port.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startExample } from './support/example.ts'
import { GOOD_SCRIPT, startFrameProvider, type FrameProvider } from './support/frame-provider.ts'
import { waitForName } from './support/profile.ts'
import { startStack, type Stack } from './support/stack.ts'
import { signIn, type Webview } from './support/webview.ts'

let provider: FrameProvider
/** Of a foreign system: nothing may come here. */
let foreign: FrameProvider
let stack: Stack
let lin: Webview
let admin: Webview
beforeAll(async () => {
  provider = await startFrameProvider(() => stack.url)
  foreign = await startFrameProvider(() => stack.url)
  stack = await startStack({
    NUXT_PANELS: JSON.stringify([{
      id: 'crm', title: { zh: '客户系统', en: 'CRM' }, frame: `${provider.origin}/panel`, secret: provider.secret,
      needs: ['unionId'],
    }]),
    NUXT_ADMIN_USER_IDS: 'wangsiqi',
  })
  lin = await signIn(stack)
  admin = await signIn(stack, { userId: 'wangsiqi' })
})
afterAll(async () => {
  await stack.close()
  await provider.close()
  await foreign.close()
})

const { newWebview } = useBrowser()
const VIEWPORT = { viewport: { width: 280, height: 700 } }
const pathOf = (externalUserId: string) => `/api/customers/${externalUserId}/panels`

/** @returns a token, as the page gets it */
async function tokenFor(externalUserId: string): Promise<string> {
  const line = JSON.parse(await (await lin.get(pathOf(externalUserId))).text()) as PanelLine
  return 'frame' in line ? new URL(line.frame.url).searchParams.get('panel_token')! : ''
}

describe('a frame', () => {
  it('shows the company\'s page of this customer, in our look; another customer has another', async () => {
    provider.script = GOOD_SCRIPT
    const { page, client } = await newWebview(
      stack, { chatId: 'with-unionid', theme: 'dark', language: 'en' }, VIEWPORT,
    )
    await page.goto(`${stack.url}/`)
    const frame = page.frameLocator('iframe[title=CRM]')
    await frame.getByRole('heading', { name: withUnionId.unionId }).waitFor()
    await frame.getByText(/^dark en #/).waitFor()
    await expect.poll(() => page.locator('iframe').evaluate(element => element.clientHeight)).toBe(333)
    expect(await horizontalOverflow(page)).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
    // What came to the page's system: no cookie of ours, and not where the frame is.
    const { cookie, referer } = provider.requests.at(-1)!.headers
    expect([cookie, referer]).toEqual([undefined, undefined])

    client.chatId = 'many-followers'
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await waitForName(page, manyFollowers.name)
    await frame.getByRole('heading', { name: manyFollowers.unionId }).waitFor()
    expect(await page.locator('iframe').count()).toBe(1)

    // Its address works once, so it comes back with another.
    const heading = page.getByRole('button', { name: 'CRM', exact: true })
    await heading.click()
    await page.locator('iframe').waitFor({ state: 'detached' })
    await heading.click()
    await frame.getByRole('heading', { name: manyFollowers.unionId }).waitFor()
  })

  it('that is hostile reaches no window, no data and no other site, and stays within its bounds', async () => {
    provider.reports.length = 0
    provider.script = `
      const tried = {}
      const attempt = (name, work) => {
        try { tried[name] = String(work()) } catch (error) { tried[name] = error.name }
      }
      attempt('dom', () => parent.document.body.innerText)
      attempt('cookie', () => document.cookie)
      attempt('storage', () => localStorage.length)
      attempt('top', () => { top.location = '${foreign.origin}/panel?top'; return 'moved' })
      attempt('popup', () => window.open('${foreign.origin}/panel?popup'))
      alert('hostile')
      const say = message => parent.postMessage(message, '*')
      const sized = height => ({ jsonrpc: '2.0', method: 'ui/notifications/size-changed', params: { height } })
      for (const height of [-1, NaN, '9', {}, null]) say(sized(height))
      for (const message of [null, 1, 'x', [], {}, { method: 'ui/initialize' }, 'x'.repeat(1e6), { __proto__: null }])
        say(message)
      for (let n = 0; n < 500; n++) say({ jsonrpc: '2.0', id: n, method: 'tools/call', params: {} })
      let answers = 0
      addEventListener('message', ({ data }) => {
        if (data?.error && ++answers === 500) {
          say(sized(1e9))
          report(tried)
          const nested = document.createElement('iframe')
          nested.src = '${foreign.origin}/panel?nested'
          document.body.append(nested)
        }
        if (data === 'nested') location = '${foreign.origin}/panel?moved'
      })`
    // A frame in the frame is no partner of our page.
    foreign.script = `
      top.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/size-changed', params: { height: 77 } }, '*')
      parent.postMessage('nested', '*')`
    const { page, context, problems } = await newWebview(stack, { chatId: 'with-unionid' }, VIEWPORT)
    problems.expect(/sandbox|frame-src|frame|Content Security Policy|navigat|postMessage|ERR_BLOCKED|Unsafe/i)
    let dialogs = 0
    page.on('dialog', dialog => void (dialogs++, dialog.dismiss()))
    await page.goto(`${stack.url}/`)
    await expect.poll(() => provider.reports, { timeout: 20_000 }).toEqual([{
      dom: 'SecurityError', cookie: 'SecurityError', storage: 'SecurityError', top: 'SecurityError', popup: 'null',
    }])
    await waitForName(page, withUnionId.name)
    expect([page.url(), context.pages().length, dialogs]).toEqual([`${stack.url}/`, 1, 0])
    // It leaves its origin only if the policy of the page lets it.
    await expect.poll(() => page.frames().map(frame => frame.url())).toContain('chrome-error://chromewebdata/')
    expect(foreign.requests.map(({ url }) => url)).toEqual(['/panel?nested'])
    await expect.poll(() => page.locator('iframe').evaluate(element => element.clientHeight)).toBe(640)
    expect(await horizontalOverflow(page)).toBe(0)
  })
})

describe('POST /api/panels/:panel/visits', () => {
  it('tells the system once what the panel needs, and is on record', async () => {
    const { externalUserId, unionId } = withUnionId
    const token = await tokenFor(externalUserId)
    expect(await provider.exchange(token)).toEqual({ status: 200, answer: {
      version: 1, panel: 'crm', customer: { unionId }, member: { userId: 'linxiaotong' }, locale: 'zh-CN',
      theme: 'light',
    } })
    expect(await provider.exchange(token)).toMatchObject({ status: 400, answer: { code: 'panel_token_invalid' } })
    await expect.poll(async () => {
      const query = `action=hand_over_to_panel&customer=${externalUserId}`
      const { records } = await (await admin.get(`/api/audit?${query}`)).json() as AuditPage
      return records.map(({ actor, details }) => ({ actor, details }))
    }).toContainEqual({
      actor: 'linxiaotong', details: { panel: 'crm', fields: ['unionId'], origin: provider.origin },
    })
  })

  it('refuses calls that the system has not signed, and who may not see the customer gets no token', async () => {
    const token = await tokenFor(withUnionId.externalUserId)
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    for (const change of [{ secret: other }, { panel: 'none' }, { at: Date.now() - 310_000 }]) {
      expect(await provider.exchange(token, change)).toMatchObject({
        status: 401, answer: { code: 'panel_signature_refused' },
      })
    }
    expect((await provider.exchange(token)).status, 'the token is not used up').toBe(200)
    expect((await lin.get(pathOf(stranger.externalUserId))).status).toBe(404)
  })

  it('has a policy for its frames on the page that shows them only', async () => {
    const policies = await Promise.all(['/', '/doctor'].map(async path =>
      (await admin.get(path)).headers.get('content-security-policy')!.split('; ')))
    expect(policies.map(policy => policy.find(part => part.startsWith('frame-src')))).toEqual([
      `frame-src weixin: wxwork: ${provider.origin}`, 'frame-src weixin: wxwork:',
    ])
  })

  it('serves the published example', async () => {
    const port = await freePort()
    const stop = await startExample('frame-panel', {
      PORT: String(port), PANEL_SECRET: provider.secret, SIDEBAR_URL: stack.url,
    })
    try {
      const frame = `http://127.0.0.1:${port}/`
      await stack.restart({ NUXT_PANELS: JSON.stringify([{
        id: 'crm', title: { zh: '客户系统', en: 'CRM' }, frame, secret: provider.secret, needs: ['unionId'],
      }]) })
      const { page } = await newWebview(stack, { chatId: 'with-unionid', language: 'en' }, VIEWPORT)
      await page.goto(`${stack.url}/`)
      await page.frameLocator('iframe[title=CRM]').getByText(withUnionId.unionId!).waitFor()
      // It has taken the look of the page, and has told its height.
      await expect.poll(() => page.locator('iframe').evaluate(element => element.clientHeight)).not.toBe(200)
      expect((await fetch(frame)).status).toBe(403)
    }
    finally {
      await stop()
    }
  })
})
