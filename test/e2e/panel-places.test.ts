import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import type { AuditPage } from '../../shared/types/audit.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { cardAnswer, startPanelProvider } from './support/panel-provider.ts'
import type { PanelProvider } from './support/panel-provider.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let provider: PanelProvider
let stack: Stack
let admin: Webview
beforeAll(async () => {
  provider = await startPanelProvider()
  const panelOf = (id: string, place: string, needs: string[]) => ({
    id, title: { zh: id, en: id }, url: provider.url, secret: provider.secret, place, needs,
  })
  stack = await startStack({
    NUXT_PANELS: JSON.stringify([
      panelOf('project', 'group', ['chatId', 'memberCount']), panelOf('targets', 'workbench', []),
    ]),
    NUXT_PANELS_ALLOW_PRIVATE: 'true',
    NUXT_ADMIN_USER_IDS: 'wangsiqi',
  })
  admin = await signIn(stack, { userId: 'wangsiqi' })
})
afterAll(async () => {
  await stack.close()
  await provider.close()
})

const { newWebview } = useBrowser()
const notice = (text: string) => ({ type: 'notice', text })
const { chatId } = decorationGroup
const VIEWPORT = { viewport: { width: 280, height: 700 } }

async function rowsOf(query: string) {
  const { records } = await (await admin.get(`/api/audit?${query}`)).json() as AuditPage
  return records.map(({ actor, details }) => ({ actor, details }))
}

/**
 * Types into the form of an action, and leaves the page; the next one has no storage of this browser, as on another
 * client of the member, and opens the form again.
 *
 * @returns the field with what was typed
 */
async function typeKept(page: Page, action: string, label: string, text: string): Promise<Locator> {
  const open = () => page.getByRole('button', { name: action, exact: true }).click()
  const field = page.getByRole('dialog').getByRole('textbox', { name: label })
  await open()
  await Promise.all([page.waitForResponse(answer => answer.url().endsWith('/panels/draft')), field.fill(text)])
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await open()
  await expect.poll(() => field.inputValue()).toBe(text)
  return field
}

describe('a panel beside a customer group', () => {
  it('gets what it needs of the group, is shown in it alone, and is on record', async () => {
    const visit = { id: 'visit', label: '预约', kind: 'submit', fields: [{ name: 'day', label: '日期', type: 'text' }] }
    provider.answers.project = cardAnswer({
      version: 1, title: '项目', blocks: [notice('交付中'), { type: 'actions', actions: [visit] }],
    })
    const { page, apiRequests } = await newWebview(stack, { chatId: 'group' }, VIEWPORT)
    await page.goto(`${stack.url}/`)
    await page.getByText('交付中').waitFor()
    expect(apiRequests.filter(path => path.includes('panels'))).toEqual([`/api/groups/${chatId}/panels`])
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await horizontalOverflow(page)).toBe(0)
    // The page has asked for the group, which serves its panels, too.
    const asked = stack.simulator.world.log.list('/cgi-bin/externalcontact/groupchat/get')
    expect(asked).toHaveLength(1)
    expect(provider.calls).toMatchObject([{ panel: 'project', group: { chatId, memberCount: 4 } }])
    expect(provider.calls[0]).not.toHaveProperty('customer')
    await expect.poll(() => rowsOf(`action=hand_over_to_panel&customer=${chatId}`)).toEqual([
      { actor: 'linxiaotong', details: { panel: 'project', fields: ['chatId', 'memberCount'] } },
    ])
    await typeKept(page, '预约', '日期', '周四')
  })

  it('is not called for a member who is not in the group, or in another place: as for the group', async () => {
    provider.calls.length = 0
    const stranger = await signIn(stack, { userId: 'zhaoguoqiang' })
    const bodyOf = async (answer: Response) => ({ ...await answer.json() as object, requestId: '' })
    for (const id of [chatId, 'wrDoesNotExist']) {
      const [group, panels] = [await stranger.get(`/api/groups/${id}`), await stranger.get(`/api/groups/${id}/panels`)]
      expect([panels.status, await bodyOf(panels)]).toEqual([404, await bodyOf(group)])
    }
    expect(await (await stranger.get('/api/panels?panel=project')).text()).toBe('')
    expect(provider.calls).toEqual([])
  })
})

it('a panel on the workbench is the member\'s own, and runs its action', async () => {
  provider.calls.length = 0
  provider.answers.targets = (response, call) => cardAnswer(call.action
    ? { version: 1, message: '已上报' }
    : { version: 1, blocks: [notice('本月目标'), { type: 'actions', actions: [
        { id: 'report', label: '上报', kind: 'submit', fields: [{ name: 'sum', label: '金额', type: 'text' }] },
      ] }] })(response, call)
  const { page } = await newWebview(stack, {}, VIEWPORT)
  await page.goto(`${stack.url}/`)
  await page.getByText('本月目标').waitFor()
  expect(await horizontalOverflow(page)).toBe(0)
  const field = await typeKept(page, '上报', '金额', '3280')
  await field.press('Enter')
  await page.getByText('已上报').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  const shown = provider.calls[0]
  const run = provider.calls.find(({ action }) => action)
  for (const call of [shown, run]) {
    expect(call).toMatchObject({ panel: 'targets', member: { userId: 'linxiaotong' } })
    expect(Object.keys(call!)).not.toEqual(expect.arrayContaining(['customer', 'group']))
  }
  expect(run).toMatchObject({ action: { id: 'report', input: { sum: '3280' } } })
  await expect.poll(() => rowsOf('action=run_panel_action')).toEqual([
    { actor: 'linxiaotong', details: { panel: 'targets', action: 'report', fields: ['sum'] } },
  ])
})
