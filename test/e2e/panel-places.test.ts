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

describe('a panel beside a customer group', () => {
  it('gets what it needs of the group, is shown in it alone, and is on record', async () => {
    provider.answers.project = cardAnswer({ version: 1, title: '项目', blocks: [notice('交付中')] })
    const { page, apiRequests } = await newWebview(stack, { chatId: 'group' }, VIEWPORT)
    await page.goto(`${stack.url}/`)
    await page.getByText('交付中').waitFor()
    expect(apiRequests.filter(path => path.includes('panels'))).toEqual([`/api/groups/${chatId}/panels`])
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await horizontalOverflow(page)).toBe(0)
    expect(provider.calls).toMatchObject([{ panel: 'project', group: { chatId, memberCount: 4 } }])
    expect(provider.calls[0]).not.toHaveProperty('customer')
    await expect.poll(() => rowsOf(`action=hand_over_to_panel&customer=${chatId}`)).toEqual([
      { actor: 'linxiaotong', details: { panel: 'project', fields: ['chatId', 'memberCount'] } },
    ])
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
        { id: 'report', label: '上报', kind: 'submit' },
      ] }] })(response, call)
  const { page } = await newWebview(stack, {}, VIEWPORT)
  await page.goto(`${stack.url}/`)
  await page.getByText('本月目标').waitFor()
  expect(await horizontalOverflow(page)).toBe(0)
  await page.getByRole('button', { name: '上报' }).click()
  await page.getByText('已上报').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  const [shown, run] = provider.calls
  for (const call of [shown, run]) {
    expect(call).toMatchObject({ panel: 'targets', member: { userId: 'linxiaotong' } })
    expect(Object.keys(call!)).not.toEqual(expect.arrayContaining(['customer', 'group']))
  }
  expect(run).toMatchObject({ action: { id: 'report', input: {} } })
  await expect.poll(() => rowsOf('action=run_panel_action')).toEqual([
    { actor: 'linxiaotong', details: { panel: 'targets', action: 'report', fields: [] } },
  ])
})
