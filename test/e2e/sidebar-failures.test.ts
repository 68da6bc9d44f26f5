import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FailureCode } from '../../browser/failure.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { ApiFault, Fault } from '../../simulator/world/faults.ts'
import { useBrowser } from './support/browser.ts'
import { expectFailure } from './support/failure-screen.ts'
import { waitForLaterFiles } from './support/later-files.ts'
import { waitForName, zh } from './support/profile.ts'
import { startOwnStack } from './support/own-stack.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { openUnhealing, stopSelfHealing } from './support/stop-self-healing.ts'
import { signIn } from './support/webview.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => {
  stack.simulator.world.faults.replace([])
  stack.simulator.world.changeSettings({ customerContactApp: true, trustedDomains: [new URL(stack.url).host] })
})
afterAll(() => stack.close())
const tabs = useBrowser()
const { openSidebar, newWebview, newTab } = tabs

const break_ = (...faults: Fault[]) => stack.simulator.world.faults.replace(faults)
const openCustomer = (values = {}) => openSidebar(stack, { chatId: 'with-unionid', ...values })
/** Opens the customer, and waits until the page rests. */
async function openAtRest() {
  const tab = await newWebview(stack, { chatId: 'with-unionid' })
  await tab.page.goto(`${stack.url}/`)
  await waitForName(tab.page, withUnionId.name)
  await waitForLaterFiles(tab.page)
  return tab
}
const failedRequest = (status: number) => new RegExp(`status of ${status} .*/api/`)

describe('an ordinary browser', () => {
  it('shows that WeCom is needed, and offers a sign-in by scan to see the list', async () => {
    const { page } = await newTab()
    await page.goto(`${stack.url}/`)
    await waitForName(page, zh.outside.title)
    await page.getByText(zh.outside.cause, { exact: true }).waitFor()
    await page.getByRole('link', { name: zh.outside.signIn }).click()
    await page.getByRole('link', { name: '林晓彤' }).click()
    await waitForName(page, zh.workbench.title)
    expect(page.url()).toBe(`${stack.url}/`)
    await page.getByText(zh.outside.notice, { exact: true }).waitFor()
    await page.locator(`[data-customer="${withUnionId.externalUserId}"]`).click()
    await waitForName(page, withUnionId.name)
    await page.getByRole('button', { name: zh.workbench.back }).click()
    await page.getByRole('button', { name: zh.workbench.signOut }).click()
    await waitForName(page, zh.outside.title)
  })

  it('offers the sign-in when the session has ended, and does not leave for the scan page by itself', async () => {
    const { page, context, problems } = await newTab()
    const visitor = await signIn(stack)
    await context.addCookies([{ name: 'wecom_session', value: visitor.cookies.get('wecom_session')!, url: stack.url }])
    await page.goto(`${stack.url}/`)
    await waitForName(page, zh.workbench.title)
    await page.waitForLoadState('networkidle')
    await visitor.get('/auth/logout', { method: 'POST', headers: { origin: stack.url } })
    problems.expect(/401/)
    await page.locator(`[data-customer="${withUnionId.externalUserId}"]`).click()
    await waitForName(page, zh.outside.title)
    expect(page.url()).toBe(`${stack.url}/`)
  })

  it('clears all its tabs when the member signs out in one of them', async () => {
    const { page, context, problems } = await newTab()
    const id = (await signIn(stack)).cookies.get('wecom_session')!
    await context.addCookies([{ name: 'wecom_session', value: id, url: stack.url }])
    const others = [await context.newPage(), await context.newPage()]
    for (const tab of [...others, page]) {
      await tab.goto(`${stack.url}/`)
      await waitForName(tab, zh.workbench.title)
      await tab.locator('[data-customer]').first().waitFor()
    }
    const isAtRest = others[0]!.waitForResponse(response => response.url().endsWith('/colleagues'))
    await others[0]!.locator(`[data-customer="${withUnionId.externalUserId}"]`).click()
    await waitForName(others[0]!, withUnionId.name)
    await isAtRest
    // Of what a tab was still asking.
    problems.expect(/401/)
    await page.getByRole('button', { name: zh.workbench.signOut }).click()
    for (const tab of [page, ...others]) {
      await waitForName(tab, zh.outside.title)
      expect(await tab.locator('body').innerText()).not.toMatch(new RegExp(`林晓彤|${withUnionId.name}`))
    }
  })
})

describe('old clients', () => {
  it('2.8.10 shows the customer: config comes first', async () => {
    stack.simulator.world.log.clear()
    const { page, apiRequests } = await openCustomer({ version: '2.8.10' })
    await waitForName(page, withUnionId.name)
    const calls = stack.simulator.world.log.list('bridge/').map(({ path }) => path.slice('bridge/'.length))
    expect(calls).toEqual(['preVerifyJSAPI', 'agentConfig', 'getCurExternalContact'])
    expect(apiRequests.filter(path => path.startsWith('/api/jssdk'))).toEqual([])
  })

  it.each(['2.4.0', '2.4.99'])('%s gets the advice to upgrade, and its bridge is not called', async (version) => {
    stack.simulator.world.log.clear()
    const { page } = await openCustomer({ version })
    await waitForName(page, zh.outdated.title)
    await page.getByText(zh.outdated.cause(version, '3.0.24'), { exact: true }).waitFor()
    await page.getByText(zh.outdated.how, { exact: true }).waitFor()
    expect(stack.simulator.world.log.list('bridge/')).toEqual([])
  })
})

describe('a client that refuses', () => {
  it('because of the signature, repeatedly: says so; the retry works with a new one', async () => {
    break_({
      api: 'agentConfig',
      errMsg: 'agentConfig:invalid signature more info at https://open.work.weixin.qq.com/devtool/query?e=40093',
    })
    const { page } = await openUnhealing(tabs, stack, { chatId: 'with-unionid' })
    const retry = await expectFailure(page, { code: 'signature_refused', clientMessage: 'invalid signature' })
    break_()
    const asked = page.waitForResponse(response => response.url().includes('/api/jssdk/signatures'))
    await retry.click()
    expect((await asked).status()).toBe(200)
    await waitForName(page, withUnionId.name)
  })

  it.each([
    ['agent_ticket', '5.0.11'], ['agent_ticket', '2.8.10'], ['corp_ticket', '2.8.10'],
  ] as const)('because the %s ended early (%s): the page recovers before the member notices', async (kind, version) => {
    const own = await startOwnStack()
    const { page, apiRequests } = await openSidebar(own, { chatId: 'with-unionid', version })
    await waitForName(page, withUnionId.name)
    own.simulator.world.credentials.revoke(kind)
    own.simulator.world.log.clear()
    await page.reload()
    await waitForName(page, withUnionId.name)
    expect(
      own.simulator.world.log
        .list('bridge/')
        .filter(({ verdict }) => verdict.startsWith('refused: signature made with a ticket that is revoked')),
    ).toHaveLength(1)
    expect(apiRequests.filter(path => path === '/api/jssdk/refusals')).toHaveLength(1)
    expect(own.calls(kind === 'corp_ticket' ? 'get_jsapi_ticket' : 'ticket/get')).toBe(1)
  })

  it.each(['desktop', 'phone'] as const)(
    'because the app lacks 客户联系 (%s): says so, and works after it was granted',
    async (dialect) => {
      const { page } = await newWebview(stack, {
        chatId: 'with-unionid',
        dialect,
        platform: dialect === 'phone' ? 'android' : 'windows',
      })
      stack.simulator.world.changeSettings({ customerContactApp: false })
      await stopSelfHealing(page)
      await page.goto(`${stack.url}/`)
      const reload = await expectFailure(page, { code: 'no_permission' })
      stack.simulator.world.changeSettings({ customerContactApp: true })
      await reload.click()
      await waitForName(page, withUnionId.name)
    },
  )

  it.each(['desktop', 'phone'] as const)(
    'because the domain is not trusted (%s): says so, and works after it was added',
    async (dialect) => {
      const { page } = await openCustomer({ dialect, platform: dialect === 'phone' ? 'ios' : 'mac' })
      await waitForName(page, withUnionId.name)
      stack.simulator.world.changeSettings({ trustedDomains: ['elsewhere.example'] })
      await stopSelfHealing(page)
      await page.reload()
      const retry = await expectFailure(page, {
        code: 'domain_not_trusted',
        clientMessage: 'not match any reliable domain',
      })
      stack.simulator.world.changeSettings({ trustedDomains: [new URL(stack.url).host] })
      await retry.click()
      await waitForName(page, withUnionId.name)
    },
  )

  it.each([
    [
      'corp_mismatch',
      {
        api: 'agentConfig',
        errMsg: 'agentConfig:invalid corpId more info at https://open.work.weixin.qq.com/devtool/query?e=40013',
      },
    ],
    [
      'agent_unknown',
      {
        api: 'agentConfig',
        errMsg: 'agentConfig:fail_invalid agentid more info at https://open.work.weixin.qq.com/devtool/query?e=40056',
      },
    ],
    [
      'no_context',
      {
        api: 'getCurExternalContact',
        errMsg: 'getCurExternalContact:fail without context of external contact',
      },
    ],
    ['bridge_refused', { api: 'getContext', errMsg: 'getContext:fail of an unknown kind' }],
    ['not_supported', { api: 'getContext', errMsg: 'getContext:function not exist' }],
  ] satisfies [FailureCode, ApiFault][])('with %s: says so, and the retry works', async (code, fault) => {
    break_(fault)
    const { page } = await openUnhealing(tabs, stack, { chatId: 'with-unionid' })
    const retry = await expectFailure(page, { code, clientMessage: fault.errMsg.split(' more')[0] })
    break_()
    await retry.click()
    await waitForName(page, withUnionId.name)
  })
})

describe('a client that is silent', () => {
  it.each([
    ['without a bridge', 'bridge_timeout', { bridge: 'never' }],
    ['in agentConfig', 'config_timeout', { api: 'agentConfig', never: true }],
    ['in getContext', 'api_timeout', { api: 'getContext', never: true }],
    ['in getCurExternalContact', 'api_timeout', { api: 'getCurExternalContact', never: true }],
  ] satisfies [string, FailureCode, Fault][])('%s: is noticed, and the action works', async (_where, code, fault) => {
    break_(fault)
    const { page } = await newWebview(stack, { chatId: 'with-unionid' })
    // As if the page had just reloaded itself, which it does only once.
    await page.addInitScript(() => {
      sessionStorage.setItem('nuxt:reload', JSON.stringify({ path: location.pathname, expires: Date.now() + 600_000 }))
    })
    await page.goto(`${stack.url}/`)
    const action = await expectFailure(page, { code })
    break_()
    await action.click()
    await waitForName(page, withUnionId.name)
    expect(await page.locator('.union-id code').textContent()).toBe(withUnionId.unionId)
  })

  it('only for a while: the customer is shown when the bridge comes late', async () => {
    break_({ bridge: 'late', delayMs: 1_500 })
    const { page } = await openCustomer()
    await waitForName(page, withUnionId.name)
  })
})

/** Opens a customer for the first time, so that the server has to read from WeCom. */
let lastChat = 0
const freshChat = () => `ordinary-${String(++lastChat).padStart(2, '0')}`
const unionIdOf = (chatId: string) => {
  const { chats, customers } = stack.simulator.world.scenario
  const { externalUserId } = chats.find(({ id }) => id === chatId)!
  return customers.find(customer => customer.externalUserId === externalUserId)!.unionId!
}

describe('WeCom\'s server', () => {
  it('ends the access token early: the profile is still shown', async () => {
    const { page, client, apiRequests } = await openAtRest()
    stack.simulator.world.log.clear()
    stack.simulator.world.credentials.revoke('access_token')
    client.chatId = freshChat()
    await page.reload()
    await page.getByText(unionIdOf(client.chatId), { exact: true }).waitFor()
    expect(stack.calls('gettoken')).toBe(1)
    expect(
      stack.simulator.world.log.list('/cgi-bin/externalcontact/get').map(({ verdict }) => verdict.slice(0, 13)),
    ).toEqual(['refused 40014', 'ok'])
    expect(apiRequests.filter(path => !/\/(?:identities|colleagues|timeline)$/.test(path))).toHaveLength(2)
  })

  // Each case has its own server: after some refusals a server stops calling WeCom for a while; a restart ends that.
  it.each([
    ['is busy', 'wecom_busy', { errcode: 45009 }, true],
    ['refuses the app', 'wecom_config', { errcode: 48002 }, true],
    ['answers nonsense', 'wecom_unavailable', { status: 502, body: '<html>Bad gateway</html>' }, false],
    ['does not answer', 'wecom_unavailable', { hang: true }, false],
  ] as const)('%s: says so, and the retry works once that is over', async (_what, code, fault, restart) => {
    const own = await startOwnStack()
    own.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', ...fault }])
    const { page, problems } = await openUnhealing(tabs, own, { chatId: 'with-unionid' })
    problems.expect(/status of 50[234] .*\/api\/customers\//)
    const retry = await expectFailure(page, { code, hasRequestId: true })
    own.simulator.world.faults.replace([])
    if (restart) {
      await waitForLaterFiles(page)
      await own.app().stop()
      await own.restart()
    }
    await retry.click()
    await page.getByText(withUnionId.unionId!, { exact: true }).waitFor()
  })

  it('is busy while the list is read: the workbench says so, and the retry works', async () => {
    const own = await startOwnStack()
    own.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/batch/get_by_user', errcode: 45009 }])
    const { page, problems } = await openUnhealing(tabs, own)
    problems.expect(/status of 50[234] .*\/api\/customers/)
    await page.getByRole('heading', { name: zh.failures.wecom_busy.title }).waitFor()
    await page.getByText(zh.failures.wecom_busy.cause, { exact: true }).waitFor()
    own.simulator.world.faults.replace([])
    await waitForLaterFiles(page)
    await own.app().stop()
    await own.restart()
    await page.getByRole('button', { name: zh.failure.fix.retry }).click()
    await page.locator('[data-customer]').first().waitFor()
  })

  it.each([
    ['zh', '勾选本应用'],
    ['en', 'Tick the app in'],
  ] as const)(
    'refuses because of the set-up: an admin reads in the page\'s language (%s) what to do',
    async (language, fix) => {
      const own = await startStack({ NUXT_ADMIN_USER_IDS: 'linxiaotong' })
      own.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', errcode: 48002 }])
      const { page, problems } = await openSidebar(own, { chatId: 'with-unionid', language })
      problems.expect(/status of 502 .*\/api\/customers\//)
      await page.locator('.panel .hint').filter({ hasText: fix }).waitFor()
      // The page may still load chunks in advance: without it, no request meets a server that has stopped.
      await page.close()
      await own.close()
    },
  )
})

describe('our server', () => {
  it('out of reach: says so, and the retry works when it is back', async () => {
    const { page, client, context, problems } = await openCustomer()
    await waitForName(page, withUnionId.name)
    await stopSelfHealing(page)
    // The bridge of a real client works without a network. The simulated one needs it, so only our API is blocked.
    await context.route('**/api/**', route => route.abort('internetdisconnected'))
    problems.expect(/ERR_INTERNET_DISCONNECTED/)
    client.chatId = freshChat()
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    const retry = await expectFailure(page, { code: 'offline' })
    expect(await page.content()).not.toContain(withUnionId.unionId)
    await context.unrouteAll()
    await retry.click()
    await page.getByText(unionIdOf(client.chatId), { exact: true }).waitFor()
  })

  it('out of reach for a while: the page recovers by itself when the network is back', async () => {
    const { page, client, context, problems } = await openCustomer()
    await waitForName(page, withUnionId.name)
    await context.route('**/api/**', route => route.abort('internetdisconnected'))
    problems.expect(/ERR_INTERNET_DISCONNECTED/)
    client.chatId = freshChat()
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await expectFailure(page, { code: 'offline' })
    await context.unrouteAll()
    await context.setOffline(true)
    await context.setOffline(false)
    await page.getByText(unionIdOf(client.chatId), { exact: true }).waitFor()
  })

  it('silent: the request is aborted and can be sent again', async () => {
    const { page, client, context } = await openCustomer()
    await waitForName(page, withUnionId.name)
    await stopSelfHealing(page)
    await context.route('**/api/customers/**', () => {})
    client.chatId = freshChat()
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    const retry = await expectFailure(page, { code: 'timeout' })
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await retry.click()
    await page.getByText(unionIdOf(client.chatId), { exact: true }).waitFor()
  })

  it('has ended the session: the page signs in again by itself, once', async () => {
    const { page, client, context, problems } = await openAtRest()
    const authorizations = () =>
      stack.simulator.world.log.list('/connect/oauth2/authorize').filter(({ clientId }) => clientId === client.id)
        .length
    expect(authorizations()).toBe(1)
    const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    await fetch(`${stack.url}/auth/logout`, { method: 'POST', headers: { cookie: cookies, origin: stack.url } })
    problems.expect(failedRequest(401))
    client.chatId = freshChat()
    // A request of the page's own may be refused before, and the page then signs in already.
    await page.evaluate(() => dispatchEvent(new Event('focus'))).catch(() => {})
    await page.getByText(unionIdOf(client.chatId), { exact: true }).waitFor()
    expect(authorizations()).toBe(2)
    expect(page.url()).toBe(`${stack.url}/`)
  })

  it('ends every session at once: the page does not loop, and offers a sign-in', async () => {
    const { page, client, context, problems } = await openAtRest()
    const authorizations = () =>
      stack.simulator.world.log.list('/connect/oauth2/authorize').filter(({ clientId }) => clientId === client.id)
        .length
    problems.expect(failedRequest(401))
    await context.route('**/api/customers/**', async route =>
      route.fulfill({
        status: 401,
        json: {
          code: 'session_required',
          message: 'Sign in first.',
          requestId: '01234567-89ab-cdef-0123-456789abcdef',
        },
      }),
    )
    client.chatId = freshChat()
    // A request of the page's own may be refused before, and the page then signs in already.
    await page.evaluate(() => dispatchEvent(new Event('focus'))).catch(() => {})
    const signIn = await expectFailure(page, { code: 'session_required', hasRequestId: true })
    expect(authorizations()).toBe(2)
    await context.unrouteAll()
    await signIn.click()
    await page.getByText(unionIdOf(client.chatId), { exact: true }).waitFor()
    expect(authorizations()).toBe(3)
  })
})
