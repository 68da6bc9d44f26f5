import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TIMELINE_TEXTS } from '../../i18n/timeline-texts.ts'
import type { CustomerProfile } from '../../shared/types/customer.ts'
import type { DoctorReport } from '../../shared/types/doctor.ts'
import type { TimelinePage } from '../../shared/types/timeline.ts'
import { performAction } from '../../simulator/actions/perform.ts'
import { withoutUnionId, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { linXiaotong, wangSiqi } from '../../simulator/scenarios/default/members.ts'
import { eventually } from '../support/eventually.ts'
import { useBrowser } from './support/browser.ts'
import { callbackEnv, changeRemark, postCallback, receiveCallbacks, signedCallback } from './support/callback.ts'
import type { CallbackOptions } from './support/callback.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack({ ...callbackEnv, NUXT_ADMIN_USER_IDS: linXiaotong.userId })
  webview = await signIn(stack)
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const register = () => receiveCallbacks(stack.simulator, stack.directUrl)
const remarkOf = async () =>
  ((await (await webview.get(`/api/customers/${withUnionId.externalUserId}`)).json()) as CustomerProfile).relation!
    .remark

const signed = (message: string, options?: CallbackOptions) =>
  signedCallback(stack.simulator.appCredentials.corpId, message, options)
const post = (query: URLSearchParams, encrypted: string) => postCallback(stack.directUrl, query, encrypted)

describe('/wecom/callback', () => {
  it('passes WeCom\'s verification', async () => {
    await expect(register()).resolves.toBeUndefined()
  })

  it('shows a change made in WeCom at once', async () => {
    await register()
    const before = await remarkOf()
    await changeRemark(stack.simulator, withUnionId.externalUserId, '刚刚改的备注')
    expect(await remarkOf()).toBe('刚刚改的备注')
    expect(before).not.toBe('刚刚改的备注')
  })

  it('answers success to unknown events, to repeated events and in any order', async () => {
    const { query, encrypted } = signed('<xml><Event><![CDATA[something_new]]></Event></xml>')
    for (let i = 0; i < 3; i++) {
      const answer = await post(query, encrypted)
      expect([answer.status, await answer.text()]).toEqual([200, 'success'])
    }
  })

  it('acts once on a repeated event', async () => {
    const forget = (one = signed(
      `<xml><Event>change_external_contact</Event><ExternalUserID>${withUnionId.externalUserId}</ExternalUserID></xml>`,
    )) => post(one.query, one.encrypted).then(() => one)
    const callsFor = async (act: () => Promise<unknown>) => {
      await remarkOf()
      const before = stack.calls('externalcontact/get')
      await act()
      await remarkOf()
      return stack.calls('externalcontact/get') - before
    }
    const first = await forget()
    expect(await callsFor(() => forget(first))).toBe(0)
    expect(await callsFor(() => forget())).toBe(1)
  })

  it('accepts an event at a path with a slash at the end, which some proxies add', async () => {
    const { query, encrypted } = signed('<xml><Event><![CDATA[something_new]]></Event></xml>')
    const body = `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
    const answer = await fetch(`${stack.directUrl}/wecom/callback/?${query}`, { method: 'POST', body })
    expect([answer.status, await answer.text()]).toEqual([200, 'success'])
  })

  it('refuses forged, old, future, duplicated and malformed messages with the same answer', async () => {
    const message = '<xml><Event><![CDATA[x]]></Event></xml>'
    const now = Math.floor(Date.now() / 1_000)
    const good = signed(message)
    const doubled = new URLSearchParams(good.query)
    doubled.append('nonce', 'nonce')
    const otherSignature = new URLSearchParams(good.query)
    otherSignature.set('msg_signature', 'f'.repeat(40))
    const attempts: [URLSearchParams, string][] = [
      [new URLSearchParams(), good.encrypted],
      [otherSignature, good.encrypted],
      [doubled, good.encrypted],
      [good.query, `${good.encrypted}AAAA`],
      [good.query, ''],
      ...[
        signed(message, { at: now - 400 }),
        signed(message, { at: now + 400 }),
        signed(message, { key: 'b'.repeat(43) }),
        signed('no xml'),
      ].map(({ query, encrypted }) => [query, encrypted] as [URLSearchParams, string]),
    ]
    for (const [query, encrypted] of attempts) {
      const answer = await post(query, encrypted)
      const { requestId, ...body } = await answer.json() as Record<string, unknown>
      expect([answer.status, body]).toEqual([
        400,
        { code: 'invalid_request', message: 'A parameter, header or body is malformed.' },
      ])
      expect(requestId).toBeTypeOf('string')
    }
  })

  it('neither decrypts nor runs an event from a verification request', async () => {
    const { query, encrypted } = signed(
      '<xml><Event><![CDATA[change_external_contact]]></Event>'
      + `<ExternalUserID><![CDATA[${withUnionId.externalUserId}]]></ExternalUserID></xml>`,
    )
    await remarkOf()
    const before = stack.calls('externalcontact/get')
    const answer = await fetch(`${stack.directUrl}/wecom/callback?${query}&echostr=${encodeURIComponent(encrypted)}`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('change_external_contact')
    await remarkOf()
    expect(stack.calls('externalcontact/get')).toBe(before)
  })

  it('does not exist while it is not configured', async () => {
    const plain = await startStack()
    expect((await fetch(`${plain.directUrl}/wecom/callback`, { method: 'POST', body: '<xml></xml>' })).status).toBe(404)
    expect((await fetch(`${plain.directUrl}/wecom/callback?echostr=x`)).status).toBe(404)
    await plain.close()
  })

  it('shows by itself in an open page what has changed, and keeps what the member types', async () => {
    await register()
    const { externalUserId, name } = withUnionId
    const { page, problems } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, name)
    await page.getByRole('button', { name: zh.customer.note, exact: true }).click()
    const note = page.locator('article textarea')
    await note.fill('还没有保存')
    performAction(stack.simulator, { action: 'deletedByContact', userId: linXiaotong.userId, externalUserId })
    await changeRemark(stack.simulator, externalUserId, '自己出现的备注')
    // The page asks every 20 seconds.
    await page.getByRole('note').filter({ hasText: TIMELINE_TEXTS['zh-CN'].actions.deleted_by_customer })
      .waitFor({ timeout: 60_000 })
    await page.getByRole('heading', { name: '自己出现的备注' }).waitFor()
    expect(await note.inputValue()).toBe('还没有保存')
    problems.assertNone()
  })

  it('gives the notes and the open reminders of a customer to the member who is assigned the customer', async () => {
    await register()
    const { externalUserId } = withoutUnionId
    const path = `/api/customers/${externalUserId}`
    const headers = { 'origin': stack.url, 'content-type': 'application/json' }
    const post = (part: string, content: object) =>
      webview.get(`${path}/${part}`, { method: 'POST', headers, body: JSON.stringify(content) })
    const dueAt = new Date(Date.now() + 60 * 60_000).toISOString()
    expect((await post('notes', { text: '报价已发', visibility: 'followers' })).status).toBe(200)
    expect((await post('notes', { text: '只给我看', visibility: 'me' })).status).toBe(200)
    expect((await post('reminders', { text: '周五回电', dueAt })).status).toBe(200)
    const heir = await signIn(stack, { userId: wangSiqi.userId })
    expect((await heir.get(path)).status).toBe(404)

    const { simulator } = stack
    performAction(simulator, { action: 'addContact', userId: wangSiqi.userId, externalUserId, addWay: 202 })
    performAction(simulator, { action: 'deleteContact', userId: linXiaotong.userId, externalUserId, transferred: true })
    await eventually(async () => {
      const { notes, reminders } = await (await heir.get(`${path}/timeline`)).json() as TimelinePage
      expect([notes?.map(({ text }) => text), reminders]).toMatchObject([['报价已发'], [{ text: '周五回电', dueAt }]])
    })
    expect((await webview.get(`${path}/timeline`)).status).toBe(404)
    await eventually(() => expect(stack.app().output()).toMatch(
      /"action":"hand_over_reminders".*"details":\{"from":"linxiaotong","to":"wangsiqi","reminders":1\}/,
    ))
  })

  it('sets an event aside that it cannot work on, and shows that to admins', async () => {
    const { externalUserId } = withUnionId
    const { query, encrypted } = signed('<xml><Event>change_external_contact</Event>'
      + `<ChangeType>edit_external_contact</ChangeType><ExternalUserID>${externalUserId}</ExternalUserID>`
      + `<UserID>${linXiaotong.userId}</UserID><CreateTime>${'9'.repeat(30)}</CreateTime></xml>`)
    expect((await post(query, encrypted)).status).toBe(200)
    // Five tries, further and further apart.
    await eventually(() => stack.app().output().includes('an event of WeCom is set aside'), 60_000)
    await eventually(async () => {
      const { checks } = await (await webview.get('/api/doctor')).json() as DoctorReport
      const check = checks.find(({ id }) => id === 'callback')
      expect([check?.status, check?.evidence]).toEqual(['warn', expect.stringMatching(/^edited: 1×/)])
    }, 60_000)
    expect((await webview.get(`/api/customers/${externalUserId}/timeline`)).status).toBe(200)
  })

  it('keeps the last good profile while WeCom throttles', async () => {
    await register()
    await remarkOf()
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', errcode: 45009 }])
    await changeRemark(stack.simulator, withUnionId.externalUserId, '限流时改的')
    const answer = await webview.get(`/api/customers/${withUnionId.externalUserId}`)
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { name: withUnionId.name, asOf: expect.stringMatching(/^\d{4}-/) },
    ])
  })
})
